import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// `/{lang}/offline/pack.json`: what a phone keeps to answer without network.
struct OfflineController: Sendable {
    let directory: DirectoryReader
    let shelf: OfflineShelf

    /// The whole pack, or with `since=HASH` how to make it of the one with that hash where that is still known.
    @Sendable func pack(_ request: Request, _ context: AppContext) async throws -> Response {
        let snapshot = try directory.snapshot()
        let packs = try await shelf.pack(context.language, of: snapshot)
        let pack = packs.pack
        let since = request.uri.queryParameters["since"].map(String.init)
        let old = since == pack.hash ? pack.outline : packs.earlier.first { $0.hash == since }
        // Another question has another answer, and so another tag.
        let tag = "W/\"\(pack.hash)\(old.map { "-\($0.hash.prefix(16))" } ?? "")\""
        let headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-cache", .eTag: tag]
        if request.headers.accepts(tag) { return Response(status: .notModified, headers: headers) }
        let bytes = try old.map(pack.difference) ?? pack.bytes
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
