import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// The fields and the file of a form in the body (`multipart/form-data`, RFC 7578).
    ///
    /// Ask the rule first: nothing is read before this is called. The address ends in `/upload`, where long bodies are let in.
    /// - Throws: errors with status 413 above the limit, 415 for another format, 400 for a broken one.
    package func uploadedForm(upTo limit: Int) async throws -> UploadedForm {
        guard let type = headers[.contentType], type.lowercased().hasPrefix("multipart/form-data;"),
            let boundary = type.firstMatch(of: #/boundary="?([0-9A-Za-z'()+_,.\/:=?\- ]{1,70})"?/#)?.output.1
        else { throw HTTPError(.unsupportedMediaType, message: "Send the form as multipart/form-data.") }
        if let length = headers[.contentLength].flatMap(Int.init), length > limit { throw HTTPError(.contentTooLarge) }
        var request = self
        let buffer = try await request.collectBody(upTo: limit)
        guard let form = UploadedForm(Array(buffer.readableBytesView), boundary: String(boundary)) else {
            throw HTTPError(.badRequest, message: "The form is not multipart/form-data.")
        }
        return form
    }
}
