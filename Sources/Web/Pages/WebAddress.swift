extension String {
    /// The text when it is an address of the web: nothing else is linked, whatever an import brought.
    package var webAddress: String? {
        hasPrefix("https://") || hasPrefix("http://") ? self : nil
    }
}
