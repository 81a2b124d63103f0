import Foundation
import MeritApp
import TestSupport
import Testing

@Test("the profiles that the program carries are those of the project")
func profilesAreCurrent() throws {
  let text = try ProfileSource.text(
    project: ShippedFiles.project.path, files: LocalFileSystem())
  let carried = try LocalFileSystem().read("\(ShippedFiles.project.path)/\(ProfileSource.path)")
  let isCurrent = Array(text.utf8) == carried
  #expect(isCurrent, "swift run merit-dev generate")
}
