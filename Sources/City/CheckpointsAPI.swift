import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Sealing
import Web

/// `GET /api/v1/checkpoints`: the signed checkpoints of the journal, so that anybody can keep what the city cannot take back.
///
/// They say how many entries there are and a hash of them, and nothing of what they are about.
struct CheckpointsAPI: Sendable {
    let seals: SealReader
    let key: CheckpointPublicKey
    let origin: String

    private struct Answer: Encodable {
        /// The public key, as C2SP signed notes write it.
        let key: String
        /// Signed notes, newest first: the newest of each day.
        let checkpoints: [String]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let notes = try await seals.checkpoints().map(\.description)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(Answer(key: key.text(for: origin), checkpoints: notes))
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "public, max-age=60"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
