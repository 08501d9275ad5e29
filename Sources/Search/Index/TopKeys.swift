/// The least keys seen, at most so many.
struct TopKeys {
    private let limit: Int
    /// A heap, the greatest first.
    private var heap: [PackedKey] = []
    /// Keys below this one are dropped: they were on an earlier page.
    private let first: PackedKey?
    /// A key from here on cannot enter.
    private var bound = UInt64.max

    init(limit: Int, from first: PackedKey?) {
        self.limit = limit
        self.first = first
        heap.reserveCapacity(limit)
    }

    /// Keys from here on are of no use any more.
    var worst: UInt64 { bound }

    @inline(__always)
    mutating func offer(_ key: PackedKey) {
        if key.bits >= bound { return }
        insert(key)
    }

    private mutating func insert(_ key: PackedKey) {
        if let first, key < first { return }
        if heap.count < limit {
            heap.append(key)
            siftUp(heap.count - 1)
        } else {
            heap[0] = key
            siftDown()
        }
        if heap.count == limit { bound = heap[0].bits }
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0, heap[(child - 1) / 2] < heap[child] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var largest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[largest] < heap[child] { largest = child }
            if largest == parent { return }
            heap.swapAt(parent, largest)
            parent = largest
        }
    }

    var sorted: [PackedKey] { heap.sorted() }
}
