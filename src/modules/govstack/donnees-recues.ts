import { z } from 'zod'
import { Saisie } from '../../lib/erreurs.ts'
import { estFichier, estQuestion, fichiersAuPlus, versSaisie } from '../../kernel/formulaires/index.ts'
import type { Champ, Etape, Reponses } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { lireUrn } from './traduire.ts'

/** The body of a filed or corrected request, as the description writes it. */
export const corpsDemande = z.looseObject({
  applicantId: z.string({ error: 'Donnez l’identifiant du demandeur' }).min(1, 'Donnez l’identifiant du demandeur').max(200),
  applicationName: z.string().max(200).default(''),
  formData: z.looseObject({ data: z.record(z.string(), z.record(z.string(), z.unknown(), { error: 'Un objet par étape du formulaire' }), { error: 'Un objet par étape du formulaire' }).default({}), eFormId: z.string().max(80).optional() }).default({ data: {} }),
  documentUrls: z.array(z.string().max(200)).max(50).default([]),
})

type Valeurs = Record<string, string | string[]>
export type EtapeRecue = { saisie: Valeurs; /** Field -> references of the documents it receives. */ documents: Record<string, string[]> }

const estTexte = (v: unknown): v is string | string[] => typeof v === 'string' || (Array.isArray(v) && v.every((un) => typeof un === 'string'))

/**
 * One step as a form would send it. An answer is written either as the form's inputs (`naissance.annee`: "1958") or as the platform
 * gives it back (`naissance`: {…}). Throws `Saisie` for a question that the step does not have.
 */
export function lireEtape(etape: Etape, donnees: Record<string, unknown>, territoires: Territoires): EtapeRecue {
  const champs = new Map(etape.champs.filter(estQuestion).map((champ) => [champ.code, champ]))
  const lue: EtapeRecue = { saisie: {}, documents: {} }
  const formes: Reponses = {}
  for (const [nom, valeur] of Object.entries(donnees)) {
    const champ = champs.get(nom.split('.')[0]!)
    if (!champ) throw new Saisie({ [`${etape.code}.${nom.slice(0, 60)}`]: 'Le formulaire n’a pas cette question' })
    if (estFichier(champ)) lue.documents[champ.code] = [valeur].flat().map((urn) => lireDocument(urn, `${etape.code}.${champ.code}`))
    else if (estTexte(valeur) && champ.type !== 'date') lue.saisie[nom] = valeur
    else if (valeur !== null && valeur !== undefined) formes[champ.code] = valeur as Reponses[string]
  }
  return { ...lue, saisie: { ...aplatir(etape, formes, territoires), ...lue.saisie } }
}

// Whatever shape came, only texts reach the reader of forms, which judges them as it does a page's.
function aplatir(etape: Etape, formes: Reponses, territoires: Territoires): Valeurs {
  const plates: Valeurs = {}
  for (const champ of etape.champs.filter((c) => Object.hasOwn(formes, c.code))) {
    try {
      for (const [nom, valeur] of Object.entries(versSaisie({ ...etape, champs: [champ] }, { [champ.code]: formes[champ.code]! }, territoires))) if (estTexte(valeur)) plates[nom] = valeur
    } catch {
      throw new Saisie({ [`${etape.code}.${champ.code}`]: 'Écrivez cette réponse comme le formulaire la décrit' })
    }
  }
  return plates
}

/** The reference that a document's name gives. Throws `Saisie`. */
export function lireDocument(urn: unknown, champ: string): string {
  const reference = typeof urn === 'string' ? lireUrn(urn) : undefined
  if (!reference) throw new Saisie({ [champ]: 'Donnez l’adresse rendue par POST /documents' })
  return reference
}

/** Puts the documents that no answer names into the file questions of a step that have none, in order; what is left is for the next steps. */
export function placer(etape: Etape, visibles: readonly Champ[], lue: EtapeRecue, libres: string[]): void {
  for (const champ of visibles) {
    if (!estFichier(champ) || lue.documents[champ.code] || !etape.champs.includes(champ)) continue
    const pris = libres.splice(0, fichiersAuPlus(champ))
    if (pris.length > 0) lue.documents[champ.code] = pris
  }
}
