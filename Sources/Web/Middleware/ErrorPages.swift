import Core
import HTTPTypes
import Hummingbird
import Logging

/// Something refused that a reader can act on: one enum per domain conforms, and its page or API answer says what to do.
package protocol ReaderRefusal: Error {
    var status: HTTPResponse.Status { get }
    /// The catalogue's key of the sentence that says what to do; `<key>_title` is the title.
    var key: String { get }
}

/// Turns every error into a page in the reader's language, or into problem+json below `/api`.
///
/// What an error says of itself goes to the log, never to the reader.
package struct ErrorPages: RouterMiddleware {
    package typealias Context = AppContext
    let views: Views

    package init(_ views: Views) { self.views = views }

    package func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            if let path = (error as? AccessRefusal)?.path(context), !request.uri.path.hasPrefix("/api") {
                return .seeOther(path)
            }
            let failure = Failure(error)
            if failure.status.kind == .serverError {
                context.logger.error(
                    "Request failed", metadata: ["route": "\(context.endpointPath ?? "-")", "error": "\(failure.forTheLog)"])
            }
            var response = try answer(failure, request, context)
            response.headers.append(contentsOf: failure.headers)
            return response
        }
    }

    private func answer(_ failure: Failure, _ request: Request, _ context: AppContext) throws -> Response {
        guard request.uri.path.hasPrefix("/api") else {
            let page = ErrorPage(failure, context: context)
            return try views.html(page, context, status: failure.status, caching: .never).response(from: request, context: context)
        }
        var problem = failure.problem ?? Problem(failure.status, detail: failure.detail ?? failure.advice)
        problem.instance = context.id
        return try problem.response(from: request, context: context)
    }
}

/// An error as the outside may know it.
struct Failure {
    let status: HTTPResponse.Status
    let key: String
    /// For programs: why, when it is theirs to correct.
    let detail: String?
    let problem: Problem?
    let headers: HTTPFields
    let forTheLog: String

    init(_ error: any Error) {
        let forTheLog = String("\(type(of: error)): \(error)".prefix(500))
        switch error {
        case let refusal as AccessRefusal:
            self.init(refusal.status, key: refusal.key, forTheLog)
        case let refusal as any ReaderRefusal:
            self.init(refusal.status, key: refusal.key, forTheLog)
        case let refusal as Refusal:
            self.init(.unprocessableContent, detail: refusal.description, forTheLog)
        case let error as Problem:
            self.init(error.status, problem: error, forTheLog)
        case let error as HTTPError:
            self.init(error.status, detail: error.body, headers: error.headers, forTheLog)
        case let error as any HTTPResponseError:
            self.init(error.status, forTheLog)
        default:
            self.init(.internalServerError, forTheLog)
        }
    }

    private init(
        _ status: HTTPResponse.Status, key: String? = nil, detail: String? = nil, problem: Problem? = nil,
        headers: HTTPFields = [:], _ forTheLog: String
    ) {
        self.status = status
        self.key = key ?? Self.key(status)
        self.detail = status.kind == .serverError ? nil : detail
        self.problem = problem
        self.headers = headers
        self.forTheLog = forTheLog
    }

    /// For programs: what to do, where nothing more precise is known.
    var advice: String {
        switch status.code {
        case 404: "Nothing is at this address; /api/openapi.json lists every route."
        case 405:
            "This address does not answer that method; use one of: \(headers[.allow] ?? "GET, HEAD, OPTIONS")."
        case 413: "The body is too long; a request may send 64 KiB."
        case 414: "The address is longer than \(RequestLimits.longestAddress) bytes; shorten it, or send the parameters in a POST."
        case 503: "The directory cannot be read at this moment; try again in a few seconds."
        case 500...: "Something failed here; try again, and give whoever runs this server the number in instance if it fails again."
        default: "The request could not be read; /api/openapi.json says what each route takes."
        }
    }

    private static func key(_ status: HTTPResponse.Status) -> String {
        switch status.code {
        case 404: "error.not_found"
        case 410: "error.gone"
        case 401, 403: "error.refused"
        case 405: "error.method"
        case 413, 414: "error.too_large"
        case 429: "error.busy"
        case 400..<500: "error.invalid"
        default: "error.failed"
        }
    }
}

/// What went wrong and what to do, in the reader's language.
struct ErrorPage: Page {
    static let template = "error"

    let title: Text
    let sentence: Text
    let reference: Text?
    var isHiddenFromSearchEngines: Bool { true }

    init(_ failure: Failure, context: AppContext) {
        title = context.catalogue(context.catalogue.has(failure.key + "_title") ? failure.key + "_title" : "error.invalid_title")
        sentence = context.catalogue(failure.key)
        reference = failure.status.kind == .serverError ? context.catalogue("error.reference", ["id": context.id]) : nil
    }
}
