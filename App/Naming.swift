import SwiftUI

/// In views a label is what a control says; the label of a function is `Core.Label`.
typealias Label = SwiftUI.Label
