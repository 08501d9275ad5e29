import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers with the files of `Public/` that were there at boot; no path leads anywhere else.
package struct StaticFiles: RouterMiddleware {
    package typealias Context = AppContext
    let assets: Assets

    package init(_ assets: Assets) { self.assets = assets }

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let path = String(request.uri.path.dropFirst())
        guard let file = assets.files[path] else { return try await next(request, context) }
        guard request.method == .get || request.method == .head else {
            throw HTTPError(.methodNotAllowed, headers: [.allow: "GET, HEAD"])
        }
        let tag = "W/\"\(file.version)\""
        let isVersioned = request.uri.queryParameters["v"].map(String.init) == file.version
        var headers: HTTPFields = [
            .contentType: file.type, .eTag: tag,
            .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        ]
        if request.headers.accepts(tag) { return Response(status: .notModified, headers: headers) }
        guard let gzipped = file.gzipped, Compression.isAccepted(by: request) else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
        headers[.vary] = "Accept-Encoding"
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: gzipped)))
    }
}
