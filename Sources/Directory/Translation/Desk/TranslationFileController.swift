import Access
import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// The texts of a language as a PO file, out and back in.
struct TranslationFileController: Sendable {
    let desk: TranslationDesk

    /// A city's texts in one language are some megabytes; what is larger goes through the command line.
    static let largest = 8_000_000

    @Sendable func export(_ request: Request, _ context: AppContext) async throws -> Response {
        let scope = try context.requireScope(of: .export(.translation))
        let language = try desk.language(context)
        let text = try await desk.exchange.export(language, in: scope, at: desk.work.directory.now())
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/x-gettext-translation; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(language.tag).po\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    @Sendable func upload(_ request: Request, _ context: AppContext) async throws -> Response {
        let scope = try context.requireScope(of: .change(.translation))
        let language = try desk.language(context)
        try await desk.requireMine(language, context)
        let form = try await request.uploadedForm(upTo: Self.largest)
        guard desk.work.formGuard.verdict(on: form.fields, for: TranslationListPage.formName, request, context) == .accepted else {
            throw HTTPError(.unprocessableContent)
        }
        var report: TranslationExchange.Report?
        var problem: Refusal?
        do {
            guard let content = String(validating: form.file, as: UTF8.self) else {
                throw Refusal("the file is not UTF-8 text", at: .init(file: form.fileName))
            }
            let account = try context.requireAgent().account
            report = try await desk.exchange.bring(
                content, file: form.fileName, language, by: account, desk.act("translation.import", context)
            ) { context.may(.change(.translation), on: .record(of: $0)) }
        } catch let refusal as Refusal {
            problem = refusal
        }
        let page = try await desk.page(scope, request, context, report: report, problem: problem)
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return try desk.work.views.html(page, context, status: status, caching: .never).response(from: request, context: context)
    }
}
