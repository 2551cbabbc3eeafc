import { Saisie } from '../../lib/erreurs.ts'
import { champsVisibles, etapesVisibles } from '../../kernel/formulaires/index.ts'
import { findReference } from '../../kernel/fichiers/index.ts'
import type { Action, Ecriture, FichierRecu, Suite } from '../../kernel/module.ts'
import { enregistrer, getDossier } from '../demarches/index.ts'
import type { Demarche } from '../demarches/index.ts'
import { lireDocument, lireEtape, placer } from './donnees-recues.ts'
import { clientDe } from './porte.ts'

type Contexte = Omit<Ecriture, 'params' | 'input' | 'fichiers' | 'prepare'>
type Envoi = { data: Record<string, Record<string, unknown>>; documentUrls: readonly string[] }

/** Runs another door in this transaction, with its own checks of what it is given. Throws `Saisie`, as the corridor would. */
export async function passerPar(porte: Action, e: Contexte, lu: { params: object; input: object; fichiers?: readonly FichierRecu[] }): Promise<Suite> {
  const input = porte.input.safeParse(lu.input)
  if (!input.success) throw new Saisie(Object.fromEntries(input.error.issues.map((i) => [i.path.join('.'), i.message])))
  return porte.run({ ...e, params: lu.params, input: input.data, fichiers: lu.fichiers ?? [], prepare: undefined } as never)
}

/** The object that holds what a client uploads until a request takes it. */
export const tiroirDe = (clientId: string): string => `jeton:${clientId}`

/** Fills a draft step by step, through the door that people use: the same rules, the same sentences. Throws `Saisie` with every fault. */
export async function remplir(e: Contexte, demarche: Demarche, dossierId: string, envoi: Envoi): Promise<void> {
  const connues = new Set(demarche.formulaire.etapes.map((etape) => etape.code))
  const inconnue = Object.keys(envoi.data).find((code) => !connues.has(code))
  if (inconnue !== undefined) throw new Saisie({ [`formData.data.${inconnue.slice(0, 60)}`]: 'Le formulaire n’a pas cette étape' })
  const lues = new Map(demarche.formulaire.etapes.map((etape) => [etape.code, lireEtape(etape, envoi.data[etape.code] ?? {}, e.maison.territoires)]))
  const nommes = new Set([...lues.values()].flatMap((lue) => Object.values(lue.documents).flat()))
  const libres = envoi.documentUrls.map((urn) => lireDocument(urn, 'documentUrls')).filter((reference) => !nommes.has(reference))
  const erreurs: Record<string, string> = {}
  for (const etape of demarche.formulaire.etapes) {
    const { reponses } = await getDossier(e.tx, dossierId)
    if (!etapesVisibles(demarche.formulaire, reponses).includes(etape)) continue
    const lue = lues.get(etape.code)!
    placer(etape, champsVisibles(demarche.formulaire, etape, reponses), lue, libres)
    const suite = await passerPar(enregistrer, e, { params: { id: dossierId, etape: etape.code }, input: lue.saisie, fichiers: await fichiersDe(e, lue.documents) })
    for (const [champ, phrase] of Object.entries(suite.reprise?.erreurs ?? {})) erreurs[champ === '' ? etape.code : `${etape.code}.${champ}`] = phrase
  }
  if (libres.length > 0) erreurs.documentUrls = 'Le formulaire ne demande pas tous ces papiers'
  if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
}

/** What this client uploaded, as files that have just come with a form. Another's is not found. */
async function fichiersDe(e: Contexte, documents: Record<string, string[]>): Promise<FichierRecu[]> {
  const recus: FichierRecu[] = []
  for (const [champ, references] of Object.entries(documents))
    for (const reference of references) {
      const lue = await findReference(e.tx, reference)
      if (!lue || lue.retireLe || lue.objet !== tiroirDe(clientDe(e.acteur).id)) throw new Saisie({ [champ]: 'Ce document n’a pas été envoyé par ce client' })
      recus.push({ champ, nom: lue.nom, sha256: lue.sha256, type: lue.type, taille: lue.taille })
    }
  return recus
}
