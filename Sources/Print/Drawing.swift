import CPango
import CRsvg
import Core

/// A picture ready to be drawn any number of times.
final class Drawing {
    private let handle: UnsafeMutablePointer<RsvgHandle>
    private let address: String?

    /// - Throws: a `Refusal` for a text that is not SVG.
    init(_ picture: PrintPicture) throws {
        var problem: UnsafeMutablePointer<GError>?
        let made = picture.svg.withUnsafeBufferPointer { rsvg_handle_new_from_data($0.baseAddress, gsize($0.count), &problem) }
        guard let made else {
            defer { g_error_free(problem) }
            throw Refusal("a drawing cannot be read: \(problem.map { String(cString: $0.pointee.message) } ?? "not SVG")")
        }
        handle = made
        address = picture.address
    }

    deinit { g_object_unref(handle) }

    func draw(_ cairo: OpaquePointer, x: Double, y: Double, side: Double) {
        var place = RsvgRectangle(x: x, y: y, width: side, height: side)
        let link = address.map { "uri='\($0.replacing("'", with: "%27"))'" }
        if let link { cairo_tag_begin(cairo, CAIRO_TAG_LINK, link) }
        defer { if link != nil { cairo_tag_end(cairo, CAIRO_TAG_LINK) } }
        cairo_save(cairo)
        _ = rsvg_handle_render_document(handle, cairo, &place, nil)
        cairo_restore(cairo)
    }
}
