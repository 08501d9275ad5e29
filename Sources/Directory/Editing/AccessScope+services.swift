import Access
import Database

extension AccessScope {
    /// The rows of `directory_service AS s` within the scope.
    var ofServices: SQL { wholeCity ? "1 = 1" : "s.organization_id IN \(list: organizations.sorted())" }
}
