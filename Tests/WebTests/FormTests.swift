import Core
import Foundation
import HTTPTypes
import Hummingbird
import TestKit
import Testing

@testable import Web

@Suite struct FormTests {
    @Test func aFormWithAFileIsReadLikeAnyOther() throws {
        let body =
            "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\na\u{1}b\0\r\n--b\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"../dir\\fr.po\"\r\n\r\none\r\ntwo\r\n--b--\r\n"
        let form = try #require(UploadedForm(Array(body.utf8), boundary: "b"))
        #expect(form.fields["token"] == "ab", "no control character passes")
        #expect(form.fileName == "fr.po" && form.file == Array("one\r\ntwo".utf8))
        for end in 0..<body.utf8.count - 4 { #expect(UploadedForm(Array(body.utf8.prefix(end)), boundary: "b") == nil, "cut at \(end)") }
    }

    @Test func readsWhatBrowsersSend() throws {
        let fields = try FormFields("name=A%26B+c&text=line%0D%0Atwo%00&box=1&box=2&empty=&alone&caf%C3%A9=%D8%AF")
        #expect(fields["name"] == "A&B c")
        #expect(fields["text"] == "line\ntwo")
        #expect(fields.all("box") == ["1", "2"])
        #expect(fields["empty"] == "" && fields["alone"] == "" && fields["absent"] == "")
        #expect(fields["café"] == "د")
    }

    @Test("What is not a form is refused", arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "%c3=1"])
    func refusesBrokenForms(body: String) { #expect(throws: Refusal.self) { try FormFields(body) } }

    @Test func refusesTooManyFields() {
        #expect(throws: Refusal.self) { try FormFields(String(repeating: "a=1&", count: 5000)) }
    }

    @Test func bytesAtRandomAreReadOrRefused() {
        var random = SplitMix(state: 11)
        for _ in 0..<3000 {
            let bytes = (0..<60).map { _ in "ab=&%+0fF\u{e9}".utf8.randomElement(using: &random) ?? 0 }
            let text = String(decoding: bytes, as: UTF8.self)
            do { #expect(try FormFields(text).all("a").count <= 60) } catch { #expect(!error.reason.isEmpty) }
        }
    }

    @Test func tokensAreOursRecentAndForOneForm() {
        let clock = Clock(1_000_000)
        let tokens = FormTokens(key: Data(repeating: 7, count: 32), lifetime: 3600) { clock.now }
        let token = tokens.token(for: "feedback")
        #expect(tokens.verdict(on: token, for: "feedback") == .valid)
        #expect(tokens.verdict(on: token, for: "missing") == .invalid)
        #expect(tokens.verdict(on: String(token.dropLast()) + "0", for: "feedback") != .valid || token.hasSuffix("0"))
        #expect(FormTokens(key: Data(repeating: 8, count: 32)) { clock.now }.verdict(on: token, for: "feedback") == .invalid)
        for garbage in [
            "", ".", "a.b", "zzzzzzzzzzzzzzzzzzzz.00", String(repeating: "a", count: 10_000), "1.\(String(repeating: "é", count: 32))",
        ] {
            #expect(tokens.verdict(on: garbage, for: "feedback") == .invalid)
        }
        clock.now += 3601
        #expect(tokens.verdict(on: token, for: "feedback") == .expired)
        clock.now -= 10_000
        #expect(tokens.verdict(on: token, for: "feedback") == .expired)
    }

    @Test func aThrottleAllowsABurstThenRefills() {
        let clock = Clock(0)
        let throttle = Throttle(
            perAddress: .init(capacity: 2, refill: 60), everybody: .init(capacity: 100, refill: 1), key: Data(repeating: 1, count: 32)
        ) { Double(clock.now) }
        #expect(throttle.allows("192.0.2.1") && throttle.allows("192.0.2.1") && !throttle.allows("192.0.2.1"))
        #expect(throttle.allows("192.0.2.2"))
        clock.now += 60
        #expect(throttle.allows("192.0.2.1") && !throttle.allows("192.0.2.1"))
    }

    @Test func oneIPv6HomeIsOnePlace() {
        let throttle = Throttle(
            perAddress: .init(capacity: 1, refill: 60), everybody: .init(capacity: 100, refill: 1), key: Data(repeating: 1, count: 32)
        ) { 0 }
        #expect(throttle.allows("2001:db8:1:2::1") && !throttle.allows("2001:db8:1:2:aaaa::9") && throttle.allows("2001:db8:1:3::1"))
    }

    @Test func everybodyTogetherIsBoundedAndSoIsMemory() {
        let throttle = Throttle(
            perAddress: .init(capacity: 5, refill: 60), everybody: .init(capacity: 50, refill: 1), most: 20,
            key: Data(repeating: 1, count: 32)
        ) { 0 }
        let allowed = (0..<1000).count { throttle.allows("192.0.2.\($0)") }
        #expect(allowed == 50)
        #expect(throttle.count <= 20)
    }

    @Test func programsAndOtherSitesAreTurnedAway() async throws {
        let web = try TestWeb()
        let clock = Clock(5_000)
        let key = Data(repeating: 2, count: 32)
        let guarding = FormGuard(
            tokens: FormTokens(key: key) { clock.now },
            throttle: Throttle(perAddress: .init(capacity: 2, refill: 60), everybody: .init(capacity: 9, refill: 1), key: key) {
                Double(clock.now)
            })
        let router = web.router()
        router.post("{language}/say") { request, context in
            let fields = try await request.formFields(context)
            return "\(guarding.verdict(on: fields, for: "say", request, context))"
        }
        let token = guarding.token(for: "say", in: web.context(.french))
        try await router.tested { client in
            @Sendable func send(_ body: String, _ more: HTTPFields = [:]) async throws -> String {
                var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
                headers.append(contentsOf: more)
                return try await client.execute(uri: "/fr/say", method: .post, headers: headers, body: ByteBuffer(string: body)) {
                    String(buffer: $0.body)
                }
            }
            let answer1 = try await send("token=\(token)&homepage=")
            #expect(answer1 == "accepted")
            let answer2 = try await send("token=\(token)&homepage=http://spam.example")
            #expect(answer2 == "robot")
            let answer3 = try await send("token=\(token)", [.secFetchSite: "cross-site"])
            #expect(answer3 == "robot")
            let answer4 = try await send("token=x")
            #expect(answer4 == "expired")
            let answer5 = try await send("token=\(token)")
            #expect(answer5 == "accepted")
            let answer6 = try await send("token=\(token)")
            #expect(answer6 == "flooded")
        }
    }

    @Test func problemsAreListedWithTheirFields() throws {
        let french = try TestWeb().catalogues[.french]
        var problems = FormProblems()
        let fields = try FormFields("words=&long=" + String(repeating: "x", count: 11))
        problems.check("words", in: fields, isRequired: true, longest: 10)
        problems.check("long", in: fields, longest: 10)
        #expect(problems.summary(in: french)?.lines.map(\.field) == ["words", "long"])
        #expect(problems.text(of: "long", in: french)?.plain.contains("10") == true)
        #expect(FormProblems().summary(in: french) == nil)
    }
}

/// A clock that tests move by hand.
final class Clock: @unchecked Sendable {
    var now: Int
    init(_ now: Int) { self.now = now }
}
