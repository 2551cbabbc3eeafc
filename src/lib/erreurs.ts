/** Something typed that must be corrected (HTTP 422): one French sentence per field; '' is the whole form. */
export class Saisie extends Error {
  readonly champs: Readonly<Record<string, string>>
  constructor(champs: Record<string, string>) {
    super(Object.values(champs).join(' ; '))
    this.name = 'Saisie'
    this.champs = champs
  }
}

/** A rule says no (HTTP 409 unless `statut` says otherwise): a French sentence written beside the rule. */
export class Refus extends Error {
  readonly statut: number
  constructor(phrase: string, statut = 409) {
    super(phrase)
    this.name = 'Refus'
    this.statut = statut
  }
}

/** The object does not exist, or must not be known to exist (HTTP 404). Without a sentence, the corridor says it to whoever asks. */
export class Introuvable extends Error {
  constructor(phrase = '') {
    super(phrase)
    this.name = 'Introuvable'
  }
}
