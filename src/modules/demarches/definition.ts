import { createHash } from 'node:crypto'
import { z } from 'zod'
import { lireDefinition as lireFormulaire, phraseZod } from '../../kernel/formulaires/index.ts'
import type { Definition as Formulaire } from '../../kernel/formulaires/index.ts'
import { qui, station } from './circuit.ts'
import { lettre, refus } from './lettre/lettre.ts'
import { gardeArchives, gardeDossier } from './conservation/regles.ts'
import { schemaMessages } from './message/moments.ts'
import { regle } from './regle.ts'
import { verifier } from './verifier.ts'

const source = z.strictObject({ texte: z.string().min(1), dateEffet: z.iso.date().optional(), lien: z.url().optional(), verifie: z.boolean() })

const delai = z.strictObject({ valeur: z.int().min(0).max(3650), unite: z.enum(['jours', 'jours_ouvres', 'mois', 'jours_francs']), ...regle })
export type Delai = z.infer<typeof delai>

const papier = z.strictObject({ titre: z.string().min(1), aide: z.string().optional(), verifie: z.boolean() })

const fiche = z.strictObject({
  resume: z.string().min(1),
  sertA: z.array(z.string()).min(1),
  pourQui: z.array(z.string()).min(1),
  situation: z.string().min(1),
  motsCles: z.array(z.string()).default([]),
  papiers: z.array(papier).default([]),
  frais: z.strictObject({ montant: z.int().min(0).nullable(), texte: z.string(), ...regle }),
  autorite: z.strictObject({ texte: z.string(), ...regle }),
  /** By which ways one asks: online, at a counter, by letter. */
  canal: z.strictObject({ texte: z.string().min(1).max(200), ...regle }).optional(),
  etapes: z.array(z.strictObject({ titre: z.string(), texte: z.string() })).default([]),
  /** `delai`: how long a refusal may be contested, where it is known; a file is not erased meanwhile. */
  recours: z.strictObject({ texte: z.string(), delai: z.strictObject({ valeur: z.int().min(1).max(365), unite: z.enum(['jours', 'mois']) }).optional(), ...regle }),
  sources: z.array(source).default([]),
})

const circuit = z.strictObject({
  /**
   * The answer whose territory names the office, and the level of that office; or one office of the ministry for everybody
   * (`fixe`, its id in the register). Requests of agents go out from their own office.
   */
  bureau: z.strictObject({ champ: z.string().optional(), niveau: z.enum(['departement', 'commune', 'arrondissement']).optional(), fixe: z.string().min(1).max(60).optional() }).optional(),
  demandeur: z.array(z.string()).min(1),
  telephone: z.string().optional(),
  courriel: z.string().optional(),
  /** In order; each file goes through those whose condition it meets. */
  stations: z.array(station).min(1).max(20),
  /** The person must have been seen alive, at most this many days before the signature. */
  constat: z.strictObject({ joursAuPlus: z.int().min(1).max(365), ...regle }).optional(),
  motifsRefus: z.array(z.string().min(1).max(300)).min(1).max(40),
})

/** Templates of the sealed lines; `{code}` is the answer in words. Few and short: they are in the QR. */
const sceau = z.strictObject({
  nom: z.string().min(1),
  naissance: z.string().optional(),
  domicile: z.string().optional(),
  objet: z.string().optional(),
  autres: z.array(z.tuple([z.string().min(1).max(30), z.string().min(1)])).max(3).optional(),
})

const document = z.strictObject({
  titre: z.string().min(1),
  genre: z.string().regex(/^[a-z-]+$/).max(40),
  /** How long the paper is good for; or until the end of the day that this question answers (`jusque`), and for that long only where it is not answered. */
  validite: z.strictObject({ valeur: z.int().min(1), unite: z.enum(['jours', 'mois']), jusque: z.string().max(40).optional(), ...regle }).optional(),
  /** What the QR holds and the verifier compares with the paper: few and short. */
  sceau,
  /** The paper in words, for whoever writes no template; `{code}` is an answer. It makes the template (redaction.ts). */
  redaction: z
    .strictObject({
      corps: z.string().min(1).max(2000),
      mentions: z.array(z.strictObject({ titre: z.string().min(1).max(60), valeur: z.string().min(1).max(300) })).max(20).default([]),
      fin: z.string().min(1).max(500).optional(),
    })
    .optional(),
})

/** The shape of a procedure as written; what it says is checked by `lireDemarche`. */
export const schemaDemarche = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{3,60}$/),
  prefixe: z.string().regex(/^[A-Z]{2,3}$/),
  titre: z.string().min(1).max(80),
  /** Who may ask: anybody, or the agents of the administration for themselves. */
  pour: z.enum(['public', 'agents']).default('public'),
  fiche,
  delai,
  /** What it means that nobody has answered when the delay is over; without a confirmed rule, a reminder only. */
  silence: z.strictObject({ effet: z.enum(['alerte', 'accorde', 'refuse', 'superieur']), superieur: qui.optional(), ...regle }).optional(),
  /**
   * What a request for papers does to the clock: it stops, then goes on (`suspend`, the platform's own way, without a rule), or the whole delay begins again
   * with the answer (`interrompt`), which only a confirmed rule does.
   */
  complement: z.strictObject({ effet: z.enum(['suspend', 'interrompt']), ...regle }).optional(),
  circuit,
  /** The paper given when the request is granted; without it the decision itself is the answer. */
  document: document.optional(),
  /** The notice of a refusal, and letters that the office may send: without them, a refusal is told and nothing is printed. */
  refus: refus.optional(),
  lettres: z.array(lettre).max(10).optional(),
  /** What the receipt says in this procedure's own words: what was received, and what follows; `{code}` is an answer. Or its whole Typst template. Without them, the usual words on the usual page. */
  recepisse: z.strictObject({ phrase: z.string().min(1).max(500).optional(), suite: z.string().min(1).max(1000).optional(), modele: z.string().min(1).max(100_000).optional() }).optional(),
  /** A register of the office where each decision granted is written when it is signed, numbered by office and year without a gap. */
  registre: z.strictObject({ code: z.string().regex(/^[a-z-]{3,40}$/), nom: z.string().min(1).max(80), ...regle }).optional(),
  /** Whether somebody may file for another person, online, with a power. A refusal that nobody has confirmed only warns. */
  mandataire: z.strictObject({ effet: z.enum(['admis', 'refuse']), ...regle }).optional(),
  /**
   * What an agent may ask another office about a file: how many working days it has, how many may be given at most, and whether the
   * file's own clock stops meanwhile, which only a confirmed rule does. Without it nothing is asked this way.
   */
  sousDemandes: z.strictObject({ jours: z.int().min(1).max(365), joursAuPlus: z.int().min(1).max(365).optional(), suspend: z.boolean().optional(), ...regle }).optional(),
  /** Messages between the applicant and the office: how many days after the decision they may still be written, and sentences that agents begin with. */
  echanges: z.strictObject({ joursApres: z.int().min(0).max(3650), phrases: z.array(z.strictObject({ titre: z.string().min(1).max(80), texte: z.string().min(1).max(1000) })).max(20).optional(), ...regle }).optional(),
  /**
   * How long what was typed and never filed is kept; said to its author on every page of the draft. Without it, drafts stay.
   * Then what becomes of a closed file (decision 0033): each rule has its own source, and one that nobody has confirmed never acts.
   */
  conservation: z.strictObject({ brouillonJours: z.int().min(1).max(365), ...regle, dossier: gardeDossier.optional(), archives: gardeArchives.optional() }).optional(),
  /** What is sent at some moments, in the procedure's own words; elsewhere, those of content/messages. */
  messages: schemaMessages.optional(),
  formulaire: z.unknown(),
})

/** A procedure: everything the engine knows of it is here, and nothing about it is in the code. */
export type Demarche = Omit<z.infer<typeof schemaDemarche>, 'formulaire'> & { formulaire: Formulaire }

/** Reads and checks a procedure. Throws an Error that lists every fault, each a French sentence. */
export function lireDemarche(brut: unknown): Demarche {
  const lu = schemaDemarche.safeParse(brut, { error: phraseZod })
  if (!lu.success) {
    const fautes = lu.error.issues.map((p) => `${p.path.join('.') || 'démarche'} : ${p.message}`)
    // Whoever corrects wants to know all that is wrong, not the first part of it.
    throw new Error([...fautes, ...fautesDuFormulaire((brut as { formulaire?: unknown } | null)?.formulaire)].join('\n'))
  }
  const demarche = { ...lu.data, formulaire: lireFormulaire(lu.data.formulaire) }
  const fautes = verifier(demarche)
  if (fautes.length > 0) throw new Error(fautes.join('\n'))
  return demarche
}

function fautesDuFormulaire(formulaire: unknown): string[] {
  try {
    lireFormulaire(formulaire ?? { etapes: [] })
    return []
  } catch (erreur) {
    return (erreur as Error).message.split('\n').map((faute) => `formulaire.${faute}`)
  }
}

/** SHA-256 of a definition and its template: the same content is published once. */
export function empreinteDemarche(demarche: Demarche, modele: string): string {
  return createHash('sha256').update(JSON.stringify(demarche)).update('\0').update(modele).digest('hex')
}
