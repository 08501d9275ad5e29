import HTTPTypes
import NIOCore
import Testing

@testable import Directory

@Suite struct FinishedAnswersTests {
    private let noon: Int64 = 720

    private func answer(_ bytes: Int, of byte: UInt8 = 1) -> FinishedAnswers.Answer {
        .init(headers: [:], bytes: ByteBuffer(repeating: byte, count: bytes))
    }

    @Test func theSameQuestionInTheSameMinuteHasTheSameBytes() {
        let finished = FinishedAnswers(room: 6_400)
        finished.keep(answer(40), to: "q=douche", in: noon)
        #expect(finished.answer(to: "q=douche", in: noon)?.bytes == answer(40).bytes)
        #expect(finished.answer(to: "q=shower", in: noon) == nil)
    }

    @Test func noAnswerOutlivesItsMinute() {
        let finished = FinishedAnswers(room: 6_400)
        finished.keep(answer(40), to: "q=douche", in: noon)
        #expect(finished.answer(to: "q=douche", in: noon + 1) == nil)
        finished.keep(answer(40, of: 2), to: "q=douche", in: noon + 1)
        #expect(finished.answer(to: "q=douche", in: noon + 1)?.bytes == answer(40, of: 2).bytes)
        #expect(finished.answer(to: "q=douche", in: noon) == nil)
    }

    @Test func whatIsKeptNeverExceedsItsRoom() {
        let finished = FinishedAnswers(room: 1_000, drawers: 1)
        for number in 0..<50 {
            finished.keep(answer(300), to: "\(number)", in: noon)
            #expect(finished.answer(to: "\(number)", in: noon) != nil)
            #expect((0..<50).count { finished.answer(to: "\($0)", in: noon) != nil } <= 3)
        }
        finished.keep(answer(2_000), to: "large", in: noon)
        #expect(finished.answer(to: "large", in: noon) == nil)
    }
}
