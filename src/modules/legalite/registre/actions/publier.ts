import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import type { Tx } from '../../../../kernel/db/index.ts'
import { insertReference, removeReference } from '../../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { updateActe } from '../../acte/acte.queries.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import { journalDe, parId, prendreActe, sujetActe } from '../../acte/porte.ts'
import { nomActeur } from '../../lecteur.ts'
import { listPieces } from '../../piece/piece.queries.ts'
import { apercu } from '../pages/apercu.tsx'
import { publier as pagePublier } from '../pages/publier.tsx'
import { hrefPublic, lireAPublier } from '../porte.ts'
import { preparerPublication } from '../preparer.ts'
import { exigerPubliable, MODES } from '../publication.ts'
import type { Comptes } from '../publication.ts'
import { findPreparee, findPubliee, insertPreparee, removePreparee, updatePubliee, updateRetiree } from '../publication.queries.ts'

const MO = 1_048_576
const commun = { may: permission('legalite.publier'), params: parId, sujet: sujetActe }
const total = (comptes: Comptes): number => Object.values(comptes).reduce((n, c) => n + c, 0)

async function oublier(tx: Tx, acteId: string, maintenant: Date): Promise<void> {
  for (const reference of await removePreparee(tx, acteId)) await removeReference(tx, reference, maintenant)
}

/** Makes the public version of an act, to be seen as it will be. Nothing is published yet. */
export const preparer = action({
  ...commun,
  nom: 'legalite.preparer-publication',
  path: '/legalite/actes/:id/publier',
  titre: 'Préparer la version publique',
  page: pagePublier,
  fichiers: { nombre: 1, octets: 60 * MO },
  input: z.object({
    mode: z.enum(MODES, 'Choisissez comment l’acte est publié'),
    masquer: z.union([z.string().max(300), z.array(z.string().max(300)).max(2000)]).default([]).transform((m) => [m].flat()),
    ajouts: z.string().max(20_000, 'Écrivez moins de passages à la fois').default(''),
    pagesVues: z.literal('oui').optional(),
  }),
  preparer: async (lu) => {
    const ici = await lireAPublier(lu)
    const { mode, masquer, ajouts, pagesVues } = lu.input
    return { source: ici.principal.sha256, prete: await preparerPublication({ ...ici, maison: lu.maison, maintenant: lu.maintenant }, { mode, passages: masquer, ajouts: ajouts.split('\n'), pagesVues: pagesVues === 'oui', fichier: lu.fichiers.find((f) => f.champ === 'fichier') }) }
  },
  run: async (e) => {
    const { tx, maintenant, prepare: { prete, source } } = e
    const acte = await prendreActe(e, 'legalite.publier')
    exigerPubliable(acte)
    await oublier(tx, acte.id, maintenant)
    const [id, par] = [uuidv7(maintenant.getTime()), cleActeur(e.acteur)]
    const { nom, ...faite } = prete
    const referenceId = await insertReference(tx, { sha256: prete.sha256, type: 'application/pdf', taille: prete.taille, objet: `publication:${id}`, champ: 'public', nom, deposePar: par, maintenant })
    await insertPreparee(tx, { ...faite, id, acteId: acte.id, commune: acte.commune, nature: acte.nature, matiere: acte.matiere, numero: acte.numero!, dateActe: acte.dateActe!, referenceId, source, par, maintenant })
    return { vers: `/legalite/actes/${acte.id}/publier/apercu`, journal: journalDe(acte, { mode: prete.mode, masques: total(prete.passages) }) }
  },
})

/** Publishes what was just seen, and only that. */
export const publier = action({
  ...commun,
  nom: 'legalite.publier',
  path: '/legalite/actes/:id/publier/confirmer',
  titre: 'Publier un acte au registre',
  page: apercu,
  definitif: true,
  input: z.object({ publication: z.uuid(), vu: z.literal('oui').optional() }),
  run: async (e) => {
    const { tx, maintenant } = e
    const acte = await prendreActe(e, 'legalite.publier')
    exigerPubliable(acte)
    const p = await findPreparee(tx, acte.id, e.portee)
    const principal = (await listPieces(tx, acte.id)).find((x) => x.role === 'principal')
    if (!p || p.id !== e.input.publication || p.source !== principal?.sha256 || p.nature !== acte.nature || p.numero !== acte.numero) throw new Refus('La version publique a changé depuis que vous l’avez vue : regardez-la de nouveau')
    if (p.mode === 'fourni' && e.input.vu !== 'oui') throw new Saisie({ vu: 'Ouvrez le PDF, regardez chaque page, puis cochez la case' })
    const [par, parNom] = [cleActeur(e.acteur), nomActeur(e.acteur, acte.commune)]
    const avant = await findPubliee(tx, acte.id, e.portee)
    if (avant) await updateRetiree(tx, avant.id, { motif: 'Remplacée par une autre version publique', par, parNom, maintenant })
    await updatePubliee(tx, p.id, { par, parNom, maintenant })
    await updateActe(tx, acte.id, { publicLe: maintenant }, maintenant)
    const masques = total(p.passages)
    await insertEvenement(tx, { acteId: acte.id, genre: 'public', le: maintenant, par, parNom, texte: p.mode === 'original' ? 'Tel quel' : p.mode === 'fourni' ? 'Version masquée par la commune' : `${masques} passage${masques > 1 ? 's' : ''} masqué${masques > 1 ? 's' : ''}`, detail: { mode: p.mode, masques } })
    return { vers: hrefPublic(acte.id), message: 'L’acte est publié. Voici ce que chacun lit.', journal: journalDe(acte, { mode: p.mode, masques, sha256: p.sha256 }) }
  },
})

/** Gives up what was being prepared. */
export const abandonner = action({
  ...commun,
  nom: 'legalite.abandonner-publication',
  path: '/legalite/actes/:id/publier/abandonner',
  titre: 'Abandonner une publication',
  page: pagePublier,
  input: z.object({}),
  run: async (e) => {
    const acte = await prendreActe(e, 'legalite.publier')
    await oublier(e.tx, acte.id, e.maintenant)
    return { vers: `/legalite/actes/${acte.id}`, message: 'Rien n’est publié.', journal: journalDe(acte) }
  },
})

/** Takes an act out of the public register; what was published stays known to the commune, with the reason. */
export const retirer = action({
  ...commun,
  nom: 'legalite.depublier',
  path: '/legalite/actes/:id/publier/retirer',
  titre: 'Retirer un acte du registre',
  page: pagePublier,
  input: z.object({ motif: z.string().trim().min(1, 'Écrivez pourquoi l’acte est retiré du registre').max(300, 'Dites-le en 300 signes au plus') }),
  run: async (e) => {
    const { tx, maintenant } = e
    const acte = await prendreActe(e, 'legalite.publier')
    const p = await findPubliee(tx, acte.id, e.portee)
    if (!p) throw new Refus('Cet acte n’est pas au registre public')
    const [par, parNom] = [cleActeur(e.acteur), nomActeur(e.acteur, acte.commune)]
    await updateRetiree(tx, p.id, { motif: e.input.motif, par, parNom, maintenant })
    await updateActe(tx, acte.id, { publicLe: null }, maintenant)
    await insertEvenement(tx, { acteId: acte.id, genre: 'depublie', le: maintenant, par, parNom, texte: e.input.motif })
    return { vers: `/legalite/actes/${acte.id}`, message: 'L’acte n’est plus au registre public.', journal: journalDe(acte) }
  },
})
