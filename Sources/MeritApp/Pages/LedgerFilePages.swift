// A table: the pages of the codes on the ledger's file.

import MeritModel

/// The pages of L001 to L013.
enum LedgerFilePages {
  static let all: [CodePage] = [
    CodePage(
      .ledgerNotADatabase,
      meaning: """
        The file that merit.json names as the ledger is no database. Nothing was written to it.
        """,
      example: """
        "ledger": "notes.txt"
        """,
      mend: """
        Name the ledger of this book, or a path where no file lies: the first close begins a new ledger
        there. If a ledger lay there, put back its last copy.
        """),
    CodePage(
      .ledgerForeign,
      meaning: """
        The file is a database, but one of another program. Nothing was written to it.
        """,
      example: """
        "ledger": "crm.sqlite"
        """,
      mend: """
        Name the ledger of this book, or a path where no file lies.
        """),
    CodePage(
      .ledgerNewer,
      meaning: """
        The ledger was written by a newer Merit. This one does not know all that it may hold, so it
        neither reads nor writes it.
        """,
      example: """
        a ledger of format 3, and a program that knows format 2
        """,
      mend: """
        Use the newer program. `merit --version` says which one this is.
        """),
    CodePage(
      .ledgerTruncated,
      meaning: """
        The file is shorter than it says of itself: its end is lost, as after a copy that broke off.
        """,
      example: """
        head -c 20000 ledger.sqlite > copy.sqlite
        """,
      mend: """
        Put back the last whole copy of the ledger, then run `merit verify`.
        """),
    CodePage(
      .ledgerDamaged,
      meaning: """
        The database's own structure is broken, by a failing disk or by a program that wrote into the
        file. Nothing is read from it. As a warning: a table, or a rule by which nothing in it can be
        changed, was added, altered or taken out with another program.
        """,
      example: """
        bytes in the middle of ledger.sqlite were overwritten
        """,
      mend: """
        Put back the last whole copy of the ledger, then run `merit verify`. Check the disk.
        """),
    CodePage(
      .sealAltered,
      meaning: """
        What the ledger says of a closed period is not what was sealed: the facts do not give the hash
        that stands beside them, or the seals do not stand on each other in order. Somebody changed,
        removed or added facts with another program.
        """,
      example: """
        UPDATE seal SET closed_on = '2026-04-01' WHERE period = '2026-03'
        """,
      mend: """
        Put back the last copy of the ledger that `merit verify` finds sound. Find out who wrote to it.
        """),
    CodePage(
      .sealedContentAltered,
      meaning: """
        A document or an input that lies in the ledger does not have the hash that was sealed, or is not
        there any more.
        """,
      example: """
        one byte of the sealed figures of 2026-03 was changed
        """,
      mend: """
        Put back the last copy of the ledger that `merit verify` finds sound.
        """),
    CodePage(
      .ledgerOfAnotherBook,
      meaning: """
        The ledger holds closed periods of another policy than that of this book. It was copied here, or
        merit.json names the wrong file.
        """,
      example: """
        merit.json   "ledger": "../service/ledger.sqlite"     and the book's policy is telesales
        """,
      mend: """
        Name the ledger of this book under "ledger".
        """),
    CodePage(
      .ledgerIsOlderCopy,
      meaning: """
        The ledger lacks closed periods that this book had: the file beside it, which names the last
        seal, names one that is not in the ledger. An older copy was put in its place.
        """,
      example: """
        ledger.sqlite.head names seal 5; ledger.sqlite ends with seal 3
        """,
      mend: """
        Put back the newest ledger. If it is lost for good, remove the file that ends with .head; the
        periods that are not in the ledger are then open again.
        """),
    CodePage(
      .ledgerIsLink,
      meaning: """
        The ledger is a link to a file, or the file has a second name. A database that is written by two
        names can be destroyed, so Merit does not open it.
        """,
      example: """
        ln -s /shared/ledger.sqlite ledger.sqlite
        """,
      mend: """
        Name the file itself in merit.json, and remove the other name.
        """),
    CodePage(
      .ledgerOpenToOthers,
      meaning: """
        Other users of the machine may read the ledger, which holds what people are paid.
        """,
      example: """
        -rw-r--r-- ledger.sqlite
        """,
      mend: """
        chmod 600 ledger.sqlite
        """),
    CodePage(
      .ledgerBusy,
      meaning: """
        Another command is closing or verifying this book just now, or closed a period while this one
        was getting ready. Nothing was closed by this command.
        """,
      example: """
        merit close 2026-03 --by Ann & merit close 2026-03 --by Ben
        """,
      mend: """
        Wait until the other command is done, then look at `merit ledger`.
        """),
    CodePage(
      .ledgerHeadMissing,
      meaning: """
        The file beside the ledger that names the last seal is not there. Without it nobody can tell
        whether the ledger is the newest one. The next close writes it anew.
        """,
      example: """
        ledger.sqlite lies there, ledger.sqlite.head does not
        """,
      mend: """
        Check with `merit ledger` that the last closed period is there. Copy both files together.
        """),
  ]
}
