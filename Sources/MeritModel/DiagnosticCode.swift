// A table: the register of all codes; a code is never used again for something else.

/// Names a fault; the raw value is the code that users see, the case its slug.
package enum DiagnosticCode: String, CaseIterable, Sendable {
  // The file.
  case notJSON = "P001"
  case duplicateKey = "P002"
  case unknownKey = "P003"
  case missingKey = "P004"
  case wrongShape = "P005"
  case wrongFormatVersion = "P006"
  case tooLarge = "P007"
  case tooManyDigits = "P012"
  case mixedScript = "P015"
  case tenDaysNotDeclared = "P018"
  // Names.
  case unknownName = "P101"
  case definedTwice = "P102"
  case unusedDefinition = "P103"
  case cycle = "P104"
  case unknownColumn = "P105"
  // Expressions.
  case expressionSyntax = "P110"
  case mixedAndOr = "P121"
  case chainedComparison = "P122"
  case expressionTooLong = "P130"
  case tooManyTerms = "P131"
  case nestedTooDeep = "P132"
  // Kinds.
  case kindMismatch = "P201"
  case meaninglessProduct = "P203"
  case divisorMayBeZero = "P205"
  case percentSignMissing = "P206"
  case unknownChoice = "P207"
  case comparedUnrounded = "P240"
  case roundedTwice = "P241"
  // Bands and tables.
  case rowsOutOfOrder = "P301"
  case lowestRowTooHigh = "P302"
  case sameEdgeTwice = "P305"
  case valueOrderBreaks = "P306"
  case tableGap = "P310"
  case tableOverlap = "P311"
  case rowNeverReached = "P312"
  case columnNeverMatters = "P313"
  case limitNeverReached = "P320"
  // Sums.
  case weightsNotWhole = "P341"
  case sharesNotWhole = "P342"
  case reweightBelowNeed = "P343"
  case gradeWithoutSeats = "P361"
  // People.
  case roleWithoutPlan = "P371"
  case roleInTwoPlans = "P372"
  case slotNotBound = "P373"
  case nobodyTakesPart = "P374"
  // Time.
  case finerPeriodWithoutCollector = "P501"
  case versionGap = "P510"
  case versionOverlap = "P511"
  case constantUndefinedAtStart = "P512"
  case stepAfterEnd = "P513"
  case changeInsidePeriod = "P514"
  case nameNotInVersion = "P515"
  case monthStartTooLate = "P516"
  case historyTooLong = "P517"
  case amendsNothing = "P518"
  case periodCutOff = "P519"
  // Absence.
  case absentUnhandled = "P601"
  case handlerNeverActs = "P602"
  // Claims and what they are about.
  case claimRefuted = "P701"
  case claimUndecided = "P702"
  case notApplicableCliff = "P720"
  case plateau = "P721"
  case largeJump = "P722"
  case deductionsWithoutFloor = "P723"
  case missingReweighted = "P724"
  case shiftsAddUp = "P725"
  // Data: the files.
  case fileMissing = "D001"
  case fileEmpty = "D002"
  case fileOfAnotherKind = "D003"
  case unclosedQuote = "D004"
  case invalidUTF8 = "D005"
  case headerRepeatsColumn = "D006"
  case columnMissing = "D007"
  case columnUnknown = "D008"
  case headerOnly = "D009"
  case ambiguousDates = "D010"
  case nulByte = "D011"
  case textAfterQuote = "D012"
  case fieldTooLong = "D013"
  case delimiterUnclear = "D014"
  case encodingContradicted = "D015"
  case linesPassedOver = "D016"
  case garbledText = "D017"
  case profileFits = "D018"
  case decimalMarkUnclear = "D019"
  // Data: the rows.
  case outOfRange = "D101"
  case twoRowsForOnly = "D102"
  case unknownOwner = "D103"
  case duplicateRow = "D104"
  case overlappingRosterRows = "D105"
  case wrongFieldCount = "D106"
  case unreadableValue = "D107"
  case impossibleDate = "D108"
  case emptyRequiredCell = "D109"
  case controlTotalDiffers = "D110"
  case unlistedValue = "D111"
  case rowCheckFails = "D112"
  case repeatedRow = "D113"
  case aliasTwice = "D114"
  case reportingLineCloses = "D115"
  case roleUnknown = "D116"
  case rowOutsideEmployment = "D117"
  case undecodableByte = "D118"
  case supersededRow = "D119"
  case noRowCounts = "D120"
  case mostRowsRejected = "D121"
  case adjustmentOutsideLimits = "D130"
  case voidBallot = "D131"
  case rateeRatedTwice = "D132"
  case excludedRow = "D133"
  case reversedRowNotFound = "D135"
  case guardBroken = "D134"
  case convertedCells = "D140"
  case rowsOfFilePair = "D141"
  case severalPlansHold = "D136"
  case lookupFoundNothing = "D142"
  // Data: the calculation.
  case valueMissing = "D201"
  case valueNotApplicable = "D202"
  case divisionByZero = "D203"
  case overflow = "D204"
  case targetNotPositive = "D205"
  case figureOutOfRange = "D206"
  case checkFails = "D207"
  case keyBelowZero = "D208"
  case poolNotDistributed = "D209"
  case smallPool = "D210"
  // The book.
  case bookMissing = "B001"
  case bookPeriodUnknown = "B002"
  case noPolicyForPeriod = "B003"
  case inputNotMapped = "B004"
  case inputNotInPolicy = "B005"
  case employeeUnknown = "B006"
  case figureUnknown = "B007"
  case policyFileMissing = "B008"
  case twoPolicyIDs = "B009"
  case folderNotEmpty = "B010"
  case codeUnknown = "B011"
  case exportFitsNoInput = "B012"
  case pathNotRelative = "B013"
  case columnNotInPolicy = "B014"
  // The ledger's file.
  case ledgerNotADatabase = "L001"
  case ledgerForeign = "L002"
  case ledgerNewer = "L003"
  case ledgerTruncated = "L004"
  case ledgerDamaged = "L005"
  case sealAltered = "L006"
  case sealedContentAltered = "L007"
  case ledgerOfAnotherBook = "L008"
  case ledgerIsOlderCopy = "L009"
  case ledgerIsLink = "L010"
  case ledgerOpenToOthers = "L011"
  case ledgerBusy = "L012"
  case ledgerHeadMissing = "L013"
  // Closing a period.
  case periodClosed = "L101"
  case closeOutOfOrder = "L102"
  case neverRun = "L103"
  case changedSinceRun = "L104"
  case problemsNotAcknowledged = "L105"
  case closeNotConfirmed = "L106"
  case nothingToAcknowledge = "L107"
  case closedBeforeLastClose = "L108"
  case periodNotOver = "L109"
  // Verifying what was closed.
  case sealedFigureDiffers = "L201"
  case sealedOutputDiffers = "L202"
  case sealedInputChanged = "L203"
  case outputChangedOnDisk = "L204"
  case periodNotClosed = "L205"
  case sealedFigureAbsent = "L206"
  case changedSinceClose = "L207"
  // Corrections of what was closed.
  case correctionNotPaid = "L301"
  case knownOnDayUncertain = "L302"

  /// The severity that the code has unless a finding says otherwise.
  package var severity: Severity {
    switch self {
    case .encodingContradicted, .garbledText, .exportFitsNoInput: .warning
    case .linesPassedOver, .convertedCells, .profileFits, .supersededRow, .rowsOfFilePair: .hint
    case .unusedDefinition, .handlerNeverActs, .rowNeverReached, .columnNeverMatters,
      .limitNeverReached, .columnUnknown, .headerOnly, .duplicateRow, .unknownOwner,
      .wrongFieldCount, .unreadableValue, .impossibleDate, .emptyRequiredCell, .outOfRange,
      .unlistedValue, .rowCheckFails, .repeatedRow, .inputNotInPolicy, .undecodableByte,
      .changeInsidePeriod, .valueOrderBreaks, .poolNotDistributed, .claimUndecided, .guardBroken,
      .voidBallot, .nobodyTakesPart, .lookupFoundNothing, .noRowCounts, .mostRowsRejected,
      .ledgerOpenToOthers, .ledgerHeadMissing, .outputChangedOnDisk, .changedSinceClose,
      .correctionNotPaid, .knownOnDayUncertain:
      .warning
    case .comparedUnrounded, .gradeWithoutSeats, .notApplicableCliff, .plateau, .largeJump,
      .deductionsWithoutFloor, .missingReweighted, .shiftsAddUp, .periodCutOff, .expressionTooLong,
      .tooManyTerms,
      .nestedTooDeep, .rowOutsideEmployment, .smallPool, .excludedRow,
      .nothingToAcknowledge:
      .hint
    default: .error
    }
  }

  /// Whether it is advice to the author of a policy, about what may well be meant.
  package var isAdvice: Bool {
    switch self {
    case .comparedUnrounded, .gradeWithoutSeats, .notApplicableCliff, .plateau, .largeJump,
      .deductionsWithoutFloor, .missingReweighted, .shiftsAddUp, .periodCutOff:
      true
    default: false
    }
  }
}
