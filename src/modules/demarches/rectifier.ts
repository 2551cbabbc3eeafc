import { isDeepStrictEqual } from 'node:util'
import { Refus, Saisie } from '../../lib/erreurs.ts'
import { epurer, etapesVisibles, findChamp, findEtape, lireSaisie, manques, versSaisie } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import { cleActeur } from '../../kernel/identite/acteur.ts'
import type { Ecriture } from '../../kernel/module.ts'
import { contactDemandeur, nomDemandeur, territoireDuBureau } from './brouillon.ts'
import { getDemarche } from './definition.queries.ts'
import type { Publiee } from './definition.queries.ts'
import { exigerPassage } from './dossier.ts'
import { lockDossier, updateDossier } from './dossier.queries.ts'
import { insertEvenement } from './evenement.queries.ts'
import { exigerAttendu, nomActeur } from './porte.ts'

type Rectifie = Pick<Ecriture, 'tx' | 'acteur' | 'maison' | 'maintenant'>
type Valeurs = Record<string, string | string[]>

/**
 * Corrects answers of a file being examined, by step, as a form would send them; what is not sent stays. The applicant's name and the office
 * do not change: the papers, the number and the rights of the file were made with them. Written in the file's story, field by field.
 */
export async function rectifier({ tx, acteur, maison, maintenant }: Rectifie, dossierId: string, etapes: Readonly<Record<string, Valeurs>>): Promise<string[]> {
  const dossier = await lockDossier(tx, dossierId)
  exigerPassage(dossier, 'proposer')
  exigerAttendu(acteur, dossier, maison.territoires)
  const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
  const reponses = epurer(demarche.formulaire, relire(demarche, dossier.reponses, etapes, { maintenant, territoires: maison.territoires }))
  const [manque] = manques(demarche.formulaire, reponses, { maintenant, territoires: maison.territoires })
  if (manque) throw new Saisie({ [`${manque.etape}.${manque.champ}`]: manque.phrase })
  if (nomDemandeur(demarche, reponses) !== dossier.demandeur) throw new Refus('Le nom du demandeur ne se corrige pas ainsi : une nouvelle demande est nécessaire')
  if (demarche.circuit.bureau && territoireDuBureau(demarche, reponses, maison.territoires)?.code !== dossier.territoire) throw new Refus('Cette adresse relève d’un autre bureau : une nouvelle demande y est nécessaire')
  const changes = Object.keys({ ...dossier.reponses, ...reponses }).filter((code) => !isDeepStrictEqual(dossier.reponses[code], reponses[code]))
  if (changes.length === 0) return changes
  const { telephone, courriel } = demarche.circuit
  const contact = [telephone, courriel].some((code) => code && changes.includes(code)) ? contactDemandeur(demarche, reponses) : {}
  await updateDossier(tx, dossier.id, { reponses, ...contact }, maintenant)
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'rectifie', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: changes.map((code) => libelleDe(demarche, code)).join(', ') })
  return changes
}

function libelleDe(demarche: Publiee, code: string): string {
  const champ = findChamp(demarche.formulaire, code)
  return champ && 'libelle' in champ ? champ.libelle : code
}

/** Every fault of every step is told at once. */
function relire({ formulaire }: Publiee, avant: Reponses, etapes: Readonly<Record<string, Valeurs>>, contexte: { maintenant: Date; territoires: Ecriture['maison']['territoires'] }): Reponses {
  const erreurs: Record<string, string> = {}
  let reponses = avant
  for (const [code, saisie] of Object.entries(etapes)) {
    const etape = findEtape(formulaire, code)
    if (!etape || !etapesVisibles(formulaire, reponses).includes(etape)) throw new Saisie({ [code]: 'Le formulaire de ce dossier n’a pas cette étape' })
    const lue = lireSaisie(formulaire, etape, { ...versSaisie(etape, reponses, contexte.territoires), ...saisie }, { reponses, fichiers: {}, ...contexte })
    for (const [champ, phrase] of Object.entries(lue.erreurs)) erreurs[`${code}.${champ}`] = phrase
    reponses = lue.reponses
  }
  if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  return reponses
}
