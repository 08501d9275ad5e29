import Sealing
import Testing

/// Against the vectors of the reference implementation of Certificate Transparency.
@Suite struct MerkleTreeTests {
    private static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map { SealHash.leaf(bytes($0)) }

    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ].map { hash($0) }

    private static let h01 = hash("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")
    private static let h23 = hash("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e")
    private static let h45 = hash("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a")
    private static let h67 = hash("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0")
    private static let h0123 = hash("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")
    private static let h4567 = hash("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")

    private static func bytes(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    private static func hash(_ text: String) -> SealHash { SealHash(bytes(text)) ?? .none }

    @Test(arguments: 0...8)
    func theRootOfEverySizeIsThatOfTheReference(count: Int) {
        #expect(MerkleTree.root(Self.leaves.prefix(count)) == Self.roots[count])
    }

    @Test func theProofsAreThoseOfTheReference() {
        let all = Self.leaves[...]
        let leaf1 = Self.hash("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7")
        let leaf4 = Self.hash("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")
        #expect(MerkleTree.inclusion(of: 0, in: all) == [leaf1, Self.h23, Self.h4567])
        #expect(MerkleTree.inclusion(of: 5, in: all) == [leaf4, Self.h67, Self.h0123])
        #expect(MerkleTree.consistency(from: 1, in: all) == [leaf1, Self.h23, Self.h4567])
        #expect(MerkleTree.consistency(from: 6, in: all) == [Self.h45, Self.h67, Self.h0123])
        #expect(MerkleTree.consistency(from: 2, in: all[..<5]) == [Self.h23, leaf4])
    }

    @Test func everyLeafOfEverySizeIsProvenAndNoOther() {
        let leaves = (0..<40).map { SealHash.leaf([UInt8($0)]) }
        for count in 1...leaves.count {
            let root = MerkleTree.root(leaves[..<count])
            for index in 0..<count {
                let path = MerkleTree.inclusion(of: index, in: leaves[..<count])
                #expect(MerkleTree.proves(path, leaf: leaves[index], at: index, of: count, root: root))
                #expect(!MerkleTree.proves(path, leaf: .leaf([200]), at: index, of: count, root: root))
                if count > 1 {
                    #expect(!MerkleTree.proves(path, leaf: leaves[index], at: (index + 1) % count, of: count, root: root))
                    #expect(!MerkleTree.proves(Array(path.dropLast()), leaf: leaves[index], at: index, of: count, root: root))
                    #expect(!MerkleTree.proves(path + [root], leaf: leaves[index], at: index, of: count, root: root))
                }
            }
        }
    }

    @Test func everyTreeIsProvenToBeginEveryLargerOneAndNoOther() {
        let leaves = (0..<40).map { SealHash.leaf([UInt8($0)]) }
        for newer in 1...leaves.count {
            let newRoot = MerkleTree.root(leaves[..<newer])
            for older in 1...newer {
                let oldRoot = MerkleTree.root(leaves[..<older])
                let path = MerkleTree.consistency(from: older, in: leaves[..<newer])
                #expect(MerkleTree.proves(path, from: (older, oldRoot), to: (newer, newRoot)))
                #expect(!MerkleTree.proves(path, from: (older, .none), to: (newer, newRoot)))
                #expect(!MerkleTree.proves(path, from: (older, oldRoot), to: (newer, .none)))
                if !path.isEmpty {
                    #expect(!MerkleTree.proves(Array(path.dropLast()), from: (older, oldRoot), to: (newer, newRoot)))
                    #expect(!MerkleTree.proves(path + [.none], from: (older, oldRoot), to: (newer, newRoot)))
                }
            }
        }
        #expect(!MerkleTree.proves([], from: (0, MerkleTree.emptyRoot), to: (1, leaves[0])))
    }
}
