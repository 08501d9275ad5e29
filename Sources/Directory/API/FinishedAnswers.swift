import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Answers already written: the same question about the same directory in the same minute is answered with the same bytes.
///
/// It is the snapshot's own, so no answer outlives a change of the directory. Answers lie in many drawers, each with a lock of its own
/// that is held for one look; a drawer is emptied when its minute has passed or when it is full.
final class FinishedAnswers: Sendable {
    struct Answer: Sendable {
        let headers: HTTPFields
        let bytes: ByteBuffer

        var response: Response { Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes)) }
    }

    private final class Drawer: Sendable {
        struct Contents {
            var minute: Int64?
            var answers: [String: Answer] = [:]
            var bytes = 0
        }
        let contents = Mutex(Contents())
    }

    private let drawers: [Drawer]
    /// Bytes of one drawer.
    private let room: Int

    /// - Parameter room: bytes of all answers together; by default some 4,000 of the API.
    init(room: Int = 64_000_000, drawers count: Int = 64) {
        drawers = (0..<count).map { _ in Drawer() }
        self.room = room / count
    }

    func answer(to question: String, in minute: Int64) -> Answer? {
        drawer(of: question).contents.withLock { $0.minute == minute ? $0.answers[question] : nil }
    }

    func keep(_ answer: Answer, to question: String, in minute: Int64) {
        let bytes = answer.bytes.readableBytes + question.utf8.count
        guard bytes <= room else { return }
        drawer(of: question).contents.withLock { drawer in
            if drawer.minute != minute || drawer.bytes + bytes > room { drawer = .init(minute: minute) }
            if drawer.answers.updateValue(answer, forKey: question) == nil { drawer.bytes += bytes }
        }
    }

    private func drawer(of question: String) -> Drawer { drawers[Int(question.hashValue.magnitude % UInt(drawers.count))] }
}
