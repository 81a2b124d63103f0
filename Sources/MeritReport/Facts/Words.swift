/// The words that the reports share; each report's own sentences stand beside it.
package enum Words {
  static let missing = "missing"
  static let notApplicable = "n/a"
  static let none = "Nothing to show for this period."
  static let yes = "yes"
  static let no = "no"
  static let joined = "joined"
  static let left = "left"
  static let anotherRole = "another role"
  static let anotherPolicy = "another policy version"
  static let noPlainReason =
    "Without a reason that is plain to see: nobody here joined or left in either period, or has "
    + "another role or another policy version."
  static let substituted =
    " · numbers in grey italics: put by the policy in the place of a value that is not there"
  static let absentValues =
    " · n/a: does not apply by the policy; missing: should be there, and is not"
  static let belowZero = "less than nothing is to be paid"
  static let confidential = "Confidential"
}
