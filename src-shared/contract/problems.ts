/** Every code a problem can have, with its sentence. Codes are stable; sentences may be bettered. */
export const PROBLEMS = {
  'access.denied': 'Your role does not allow this.',
  'access.confirm': 'This needs your passphrase again.',
  'access.wait': 'There were several wrong passphrases. Wait a little before the next.',
  'access.shut': 'There were too many wrong passphrases for this person. An owner can give new starter words.',
  'access.starter': 'Choose a passphrase of your own first.',
  'access.reason': 'Emergency access needs a reason.',
  'access.expired': 'The emergency access has ended.',
  'input.invalid': 'Something that was entered is missing or has the wrong form.',
  busy: 'Parity is doing something that must finish first.',
  internal: 'Parity made a mistake. Nothing was changed.',

  'store.none': 'No store is open.',
  'store.exists': 'There is already something at this place.',
  'store.missing': 'There is no store at this place.',
  'store.passphrase': 'This is not the passphrase.',
  'store.passphrase.short': 'The passphrase is too short. It needs 15 characters or more.',
  'store.passphrase.common': 'This passphrase is easily guessed. Choose another.',
  'store.recovery': 'This is not the recovery key of this store.',
  'store.recovery.typed': 'A sign of the recovery key was typed wrongly.',
  'store.halted': 'The store can only be read now.',
  'store.newer': 'This store was last used by a newer Parity. Open it with that version or later.',
  'store.damaged': 'The store is damaged.',
  'store.keys': 'The key file of the store is damaged or was changed.',
  'store.full': 'The disk is full. Nothing of this step was kept.',
  'store.readonly': 'The store cannot be written to.',
  'store.used': 'The store is open in another Parity.',

  'people.exists': 'There is already a person with this name.',
  'people.last': 'A practice needs an owner who can sign in.',
  'people.self': 'You cannot do this to yourself. Another owner can.',
  'keys.recovery.wrong': 'This is not what the recovery key says.',
  'approval.own': 'Nobody approves what they asked for themselves.',
  'approval.limit': 'This is above what you may approve.',
  'approval.done': 'This was already decided.',
  'consent.none': 'No consent on file lets this leave.',
  'consent.incomplete': 'The consent lacks something the law asks for.',
  'backup.unverified': 'The backup could not be verified, so it does not count.',
  'backup.broken': 'This backup is damaged or was changed. Choose another.',

  'file.missing': 'The file cannot be read.',
  'file.refused': 'This file was not chosen by a person, so Parity does not open it.',
  'file.unwritable': 'The file cannot be written there.',

  'record.missing': 'It is no longer there.',
  'record.changed': 'It was changed in the meantime. Look at it again.',

  'list.groups': 'This field has too many values to group by.',
  'view.exists': 'There is already a view with this name.',
  'view.others': 'This view belongs to somebody else.',

  'rule.exists': 'There is already a rule with this name.',
  'rule.untried': 'Try the rule on past claims first. It was not tried since it was last changed.',

  'rate.exists': 'There is already a rate for the same lines from the same day. Change that one, or let this one start on another day.',
  'rate.order': 'The rate ends before it starts.',
  'provider.exists': 'There is already a clinician with this NPI.',
  'payer.exists': 'There is already a payer with this EDI id.',
  'patient.exists': 'There is already a patient with this name and birth date.',
  'coverage.none': 'The patient has no coverage on this day.',
  'coverage.used': 'A coverage cannot be removed once a session was asked about, charged or claimed under it.',
  'coverage.locked': 'Mental health is billed to another administrator already.',
  'session.ahead': 'This session is still to come.',
  'session.order': 'The session stops before it starts.',
  'session.cancelled': 'This session was cancelled or missed.',
  'session.billed': 'This session was already charged.',
  'charge.unbillable': 'The session cannot be billed as entered.',
  'charge.doubled': 'This session of the patient was already charged.',
  'charge.withdrawn': 'This row was already taken back.',
  'codes.unknown': 'This is none of the published files of codes.',
  'codes.large': 'The file is larger than Parity reads at once.',
  'codes.known': 'This file was already taken in, and it holds.',
  'codes.stopped': 'The import was stopped. Nothing of it holds.',
  'deposits.unreadable': 'There is no money that came in that can be read from it.',
  'deposits.tied': 'One of them is tied already. Undo that tie first.',
  'deposits.untied': 'This tie was already undone.',
  'deposits.nothing': 'This remittance pays nothing, so no money comes with it.',
  'deposits.alone': 'This is one side alone. Choose money of the bank and a remittance, or put it aside with a reason.',
  'intake.used': 'Something it brought was charged, asked about or changed since, so it cannot be taken back.',
  'intake.withdrawn': 'This import was already taken back.',
  'intake.unreadable': 'There is no session in it that can be read.',
  'standing.unreadable': 'There is no row in it that can be taken in.',
  'paste.large': 'These are more rows than can be pasted at once.',
  'claim.sent': 'The claim was already sent. It can only be replaced or voided.',
  'connection.testing': 'That connection is still being tested, so claims that count do not leave by it.',
  'claim.apart': 'These sessions do not go on one claim.',
  'claim.single': 'It is the only session on the claim.',
  'claim.none': 'No claim is ready to send.',
  'claim.last': 'There is nobody else to bill this claim to.',
  'claim.forwarded': 'The payer sent this claim on itself.',
  'claim.number': 'The payer’s number of this claim is not known.',
  'claim.left': 'The claim left already, so this cannot be undone here.',
  'authorization.codes': 'One of the codes cannot be read.',
  'authorization.exists': 'There is already an authorization with this number.',
  'authorization.decided': 'The payer has decided on this one already.',
  'authorization.used': 'Sessions were charged against it already.',
  'authorization.unasked': 'The request to the payer cannot be written.',
  'authorization.undecided': 'There is no decision of the payer to take over.',
  'inquiry.none': 'None of these claims can be asked about now.',
  'contact.other': 'Whoever wrote it may take it back, and nobody else.',
  'eligibility.none': 'No session of the chosen ones can be asked about.',

  'connection.exists': 'There is already a connection with this name.',
  'connection.used': 'Files still wait for this connection, or nobody said yet whether they arrived.',
  'connection.certificate': 'This is no certificate that can be used.',
  'connection.key': 'This private key cannot be read.',
  'connection.none': 'There is no connection yet.',
  'outbox.shared': 'The file these claims are in is still to be sent, with other claims in it.',
  'outbox.settled': 'It is already known what became of this file.',

  'x12.unwritable': 'A value cannot be written to an X12 file.',

  'deposit.ahead': 'That day is not there yet.',
  'remittance.kept': 'What was posted here cannot be taken off.',
  'remittance.policy': 'That reason is never applied unseen.',
  'remittance.posted': 'This remittance was already posted.',
  'remittance.unbalanced': 'The remittance does not balance, so nothing can be posted.',
  'remittance.twice': 'A payment of this payer with this number, date and amount is here already.',
  'remittance.nothing': 'Nothing in this remittance can be posted yet.',

  'desk.limit': 'The limit runs out before that day.',
  'desk.past': 'That day is not ahead.',
  'desk.unseen': 'That person may not see or not do this work.',

  'receipt.room': 'There is not so much to apply, move or give back.',
  'receipt.blocked': 'Medicaid covers this patient, so nothing more may be asked of the patient for it.',
  'receipt.undone': 'This was already undone.',
  'dispute.none': 'None of these lines is below the contract any more.',
  'superbill.none': 'The patient has no session on a claim between these days.',
  'statement.none': 'None of these patients gets a statement now.',
  'plan.open': 'The patient pays in parts already. End that plan first.',
  'plan.nothing': 'Nothing is due of this patient now, so there is nothing to agree on.',
  'plan.parts': 'These parts are too small: a plan has 60 at most.',
  'plan.day': 'The first part is due today or later.',
  'plan.none': 'The patient pays nothing in parts now.',
  'receipt.used': 'Something was done with it since. Undo that first.',

  'month.running': 'The month is not over yet.',
  'month.closed': 'This month is closed already.',
  'month.unfinished': 'Something of this time is not finished. Finish it first, or close the month with it named.',
  'month.unbalanced': 'The books do not agree with themselves, so no month can be closed.',
  'month.open': 'Only the last closed month can be opened again.',

  'denial.closed': 'This denial is closed.',
  'appeal.incomplete': 'The letter still has empty fields.',
  'paragraph.taken': 'A paragraph that comes along has this title. Choose another one.',
  'denial.again': 'It cannot be put off so long.',
  'enclosure.unreadable': 'These pages could not be read.',
  'appeal.left': 'This appeal has left, so it stays as it is.',
  'appeal.level': 'This payer has no such level.',
  'appeal.undecided': 'No decision can be noted on this appeal.',
  'appeal.exists': 'There is already an appeal at this level.',
  'export.stopped': 'It was stopped. No file was written.',
  'export.large': 'The list has more rows than such a file takes.',
  'packet.unprintable': 'The pages could not be printed.',
} as const

export type ProblemCode = keyof typeof PROBLEMS

/** Where a problem is: a field of a form, or a place in a file. Never a value. */
export type Place = {
  readonly field?: string
  readonly file?: string
  readonly byte?: number
  readonly segment?: number
  readonly loop?: string
  readonly element?: string
}

/** What went wrong, in one sentence a biller understands, where, and what to do. It holds no value from a claim. */
export type Problem<C extends ProblemCode = ProblemCode> = {
  readonly code: C
  readonly message: string
  readonly at?: Place
  readonly fix?: string
  /** Set for `internal`: the number under which the encrypted log has the details. */
  readonly incident?: string
}

/** A problem with its sentence. */
export function problem<C extends ProblemCode>(
  code: C,
  more: { at?: Place; fix?: string; message?: string; incident?: string } = {},
): Problem<C> {
  return {
    code,
    message: more.message ?? PROBLEMS[code],
    ...(more.at && { at: more.at }),
    ...(more.fix && { fix: more.fix }),
    ...(more.incident && { incident: more.incident }),
  }
}
