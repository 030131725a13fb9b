import Core
import SwiftUI

/// What the user should read, above the current screen.
struct NoticesView: View {
  let notices: NoticesModel

  var body: some View {
    ForEach(notices.notices) { notice in
      HStack(alignment: .firstTextBaseline) {
        Image(systemName: symbol(of: notice))
          .foregroundStyle(notice.kind == .problem ? Color.orange : Color.secondary)
          .accessibilityLabel(notice.kind == .problem ? "Problem" : "Note")
        Text(verbatim: notice.text)
          .textSelection(.enabled)
          .frame(maxWidth: .infinity, alignment: .leading)
        Button("Dismiss", systemImage: "xmark") { notices.dismiss(notice) }
          .buttonStyle(.borderless)
          .help("Dismiss this message")
      }
      .padding(8)
      .background(.bar)
    }
  }

  private func symbol(of notice: Notice) -> String {
    notice.kind == .problem ? "exclamationmark.triangle" : "info.circle"
  }
}
