import { createHash } from 'node:crypto'
import { ajouterJours, jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { insertReferences } from '../../../kernel/fichiers/index.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { prochainNumero } from '../acte/acte.queries.ts'
import { hasardDe } from '../demo/hasard.ts'
import { pdfActe } from '../demo/papier.ts'
import { idDe, maireDe } from '../demo/plan.ts'
import { destinatairesDe, numeroCirculaire } from './circulaire.ts'
import { insertCirculaire, updateFin, updateLue, updatePubliee } from './circulaire.queries.ts'
import type { Redaction } from './circulaire.queries.ts'

const PAR = 'systeme:demonstration'
/** `depuis`: days ago. `lue`: share of the offices that have read it. `remplace` names another by its key. Without `depuis`, a draft. */
type Exemple = Pick<Redaction, 'titre' | 'texte' | 'matieres' | 'niveaux' | 'departements'> & { cle: string; depuis?: number; lue?: number; remplace?: string; papier?: true }

const INVENTEE = 'Circulaire d’exemple, inventée pour la démonstration.'
const EXEMPLES: readonly Exemple[] = [
  {
    cle: 'pieces', depuis: 410, lue: 1, niveaux: ['departement', 'commune'], departements: [], matieres: [],
    titre: 'Pièces à joindre aux actes transmis',
    texte: `Les préfectures demandent encore trop souvent des pièces qui auraient pu être jointes.\n\nAvant d’envoyer un acte, joignez le texte signé et toutes les annexes que la plateforme nomme pour sa matière.\n\n${INVENTEE}`,
  },
  {
    cle: 'budgets', depuis: 122, lue: 0.92, niveaux: ['departement', 'commune'], departements: [], matieres: ['2'], papier: true,
    titre: 'Préparation et vote des budgets primitifs',
    texte: `Inscrivez le budget primitif à l’ordre du jour de la session d’octobre et transmettez-le avec ses totaux par section.\n\nLa plateforme vérifie l’équilibre à la saisie : un écart se corrige avant l’envoi, sans attendre les observations de la préfecture.\n\nLes préfectures examinent les budgets avant les autres actes.\n\n${INVENTEE}`,
  },
  {
    cle: 'envoi', depuis: 47, lue: 0.7, niveaux: ['departement', 'commune'], departements: [], matieres: [], remplace: 'pieces', papier: true,
    titre: 'Pièces à joindre et envoi par le logiciel de la commune',
    texte: `Les communes qui ont leur propre logiciel peuvent transmettre par l’enveloppe que la plateforme publie. L’accusé de réception y a la même valeur.\n\nLes pièces à joindre sont les mêmes sur écran et par logiciel. La liste par matière remplace celle de l’an dernier.\n\n${INVENTEE}`,
  },
  {
    cle: 'foncier', depuis: 5, lue: 0.25, niveaux: ['departement', 'commune'], departements: ['12', '04'], matieres: ['4'],
    titre: 'Cessions de parcelles communales',
    texte: `Plusieurs cessions ont été transmises sans l’évaluation ni le plan de la parcelle.\n\nJoignez les deux à chaque délibération de cession. Les préfectures du Zou et du Borgou les examinent toutes, sans tirage au sort, jusqu’à la fin de l’année.\n\n${INVENTEE}`,
  },
  {
    cle: 'sessions', niveaux: ['commune'], departements: [], matieres: [],
    titre: 'Calendrier des sessions de l’an prochain',
    texte: `Fixez les dates des quatre sessions ordinaires avant la fin de décembre et saisissez-les sur la plateforme, pour que les conseillers soient convoqués à temps.\n\n${INVENTEE}`,
  },
]

/** Circulars as the ministry could write them: one replaced, three in force of which one that few have read yet, one being written. */
export async function remplirCirculaires(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  const jour = jourLocal(maintenant)
  const poste = (await listTenants(tx, ['BJ'], jour)).flatMap((t) => t.postes.map((p) => ({ ...p, nom: t.nom }))).find((p) => p.role === 'directeur' && p.bureau.startsWith('Secrétariat général'))
  const auteur = poste ? `${poste.nom}, ${poste.roleTitre}` : maireDe('ministere')
  for (const e of EXEMPLES) {
    const le = e.depuis === undefined ? maintenant : midi(ajouterJours(jour, -e.depuis))
    const id = idDe(le, `circulaire/${e.cle}`)
    const ancienne = EXEMPLES.find((x) => x.cle === e.remplace)
    const remplace = ancienne ? idDe(midi(ajouterJours(jour, -(ancienne.depuis ?? 0))), `circulaire/${ancienne.cle}`) : null
    await insertCirculaire(tx, { ...e, remplace, id, par: PAR, maintenant: le, fichier: e.papier ? await garderPapier(tx, maison, id, e, le, auteur) : undefined })
    if (e.depuis === undefined) continue
    const annee = Number(jourLocal(le).slice(0, 4))
    const numero = numeroCirculaire(annee, await prochainNumero(tx, 'BJ', 'CIRC', annee))
    const territoires = destinatairesDe(e, maison.territoires)
    await updatePubliee(tx, id, { numero, parNom: auteur, maintenant: le, territoires })
    if (remplace) await updateFin(tx, remplace, 'remplacee', `Remplacée par ${numero}`, le)
    await lire(tx, maison, { id, le, maintenant, cle: e.cle, part: e.lue ?? 0, territoires })
  }
}

async function garderPapier(tx: Tx, maison: Maison, id: string, e: Exemple, le: Date, auteur: string) {
  const octets = pdfActe({ entete: ['République du Bénin', 'Ministère de la Décentralisation et de la Gouvernance locale'], titre: e.titre, paragraphes: e.texte.split('\n\n'), fin: [auteur] })
  const [referenceId, sha256, fichier] = [idDe(le, `reference-circulaire/${e.cle}`), createHash('sha256').update(octets).digest('hex'), 'circulaire.pdf']
  await maison.depot.ecrire(octets)
  await insertReferences(tx, [{ id: referenceId, sha256, type: 'application/pdf', taille: octets.length, objet: `circulaire:${id}`, champ: 'fichier', nom: fichier, deposePar: PAR, creeLe: le }])
  return { referenceId, sha256, fichier, taille: octets.length }
}

/** Each office reads on its own day, at an hour of work; where the platform is tried, the latest is left to read. */
async function lire(tx: Tx, maison: Maison, c: { id: string; le: Date; maintenant: Date; cle: string; part: number; territoires: readonly string[] }): Promise<void> {
  for (const territoire of c.territoires) {
    const h = hasardDe(`lecture/${c.cle}/${territoire}`)
    const quand = new Date(midi(ajouterJours(jourLocal(c.le), h.nombre(1, 9))).getTime() + h.nombre(-240, 300) * 60_000)
    if (quand > c.maintenant || !h.chance(c.part) || (c.part < 0.5 && A_LIRE.includes(territoire))) continue
    const titre = maison.territoires.trouver(territoire)?.niveau === 'departement' ? 'Préfet' : 'Maire'
    await updateLue(tx, c.id, [territoire], { par: PAR, parNom: `${maireDe(territoire)}, ${titre}`, maintenant: quand })
  }
}
/** Bohicon, Parakou and the prefecture of Zou have accounts. */
const A_LIRE = ['1203', '0405', '12']
