import Core
import Database
import Hummingbird
import Web

/// The directory of a city: what is open near somebody, in their language.
package struct Directory: Sendable {
}
