import Core
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// The fields of the form in the body.
    ///
    /// - Throws: errors with status 413 above the context's limit, 415 for another format, 400 for a broken one.
    package func formFields(_ context: AppContext) async throws -> FormFields {
        let type = headers[.contentType]?.split(separator: ";").first.map(\.trimmed) ?? ""
        guard type.lowercased() == "application/x-www-form-urlencoded" else {
            throw HTTPError(.unsupportedMediaType, message: "Send the form as application/x-www-form-urlencoded.")
        }
        var request = self
        let buffer = try await request.collectBody(upTo: context.maxUploadSize)
        guard let body = String(validating: buffer.readableBytesView, as: UTF8.self) else {
            throw HTTPError(.badRequest, message: "The form is not UTF-8.")
        }
        do throws(Refusal) {
            return try FormFields(body)
        } catch {
            throw HTTPError(.badRequest, message: error.reason)
        }
    }
}
