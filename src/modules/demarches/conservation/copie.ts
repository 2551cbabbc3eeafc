import { Readable } from 'node:stream'
import { nomSur, zipper } from '../../../lib/zip.ts'
import type { EntreeZip } from '../../../lib/zip.ts'
import { resumer } from '../../../kernel/formulaires/index.ts'
import { page, titulaire, permission, un } from '../../../kernel/module.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import type { Dossier } from '../dossier.ts'
import { entreesDe } from '../exportation/archive.ts'
import type { DossierExporte } from '../exportation/exportation.queries.ts'
import { parId, sujetDossier } from '../porte.ts'

/** The holder's own copy of his file: what he answered in words, the same for a program, his papers, the document. */
export const copie = page({
  path: '/suivi/:id/copie.zip',
  may: un(titulaire, permission('demarches.guichet')),
  titre: 'Copie d’un dossier',
  params: parId,
  sujet: sujetDossier,
  limite: 20,
  load: async ({ db, params }) => {
    const dossier = await getDossier(db, params.id)
    return { dossier, demarche: await getDemarche(db, dossier.demarche, dossier.version) }
  },
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  corps: ({ dossier, demarche }, { db, maison }) => ({ type: 'application/zip', nom: `${nomSur(dossier.numero ?? 'brouillon')}.zip`, corps: Readable.from(zipper(contenu(enMots(dossier, demarche, maison), entreesDe(db, maison, exporte(dossier), 'titulaire')))) }),
})

/** The file as its holder may read it: a decision that nobody has signed is none. */
function exporte({ id, demarche, version, etat, canal, territoire, bureau, demandeur, telephone, courriel, reponses, echeance, decision, motif, decideLe, documentId, numero, deposeLe, creeLe }: Dossier): DossierExporte {
  const signe = decideLe ? { decision, motif } : { decision: null, motif: null }
  return { id, demarche, version, etat, canal, territoire, bureau, demandeur, telephone, courriel, reponses, echeance, ...signe, decideLe, documentId, numero: numero ?? 'brouillon', deposeLe: deposeLe ?? creeLe }
}

function enMots(dossier: Dossier, demarche: Publiee, { territoires }: Maison): EntreeZip {
  const parties = resumer(demarche.formulaire, dossier.reponses, territoires).map((p) => [p.titre, ...p.lignes.map((l) => `${l.libelle} : ${l.texte}`)].join('\n'))
  return { nom: `${nomSur(dossier.numero ?? 'brouillon')}/reponses.txt`, octets: Buffer.from([`${demarche.titre}, ${dossier.numero ?? 'brouillon'}`, ...parties, ''].join('\n\n')), le: dossier.deposeLe ?? dossier.creeLe, serrer: true }
}

async function* contenu(tete: EntreeZip, suite: AsyncIterable<EntreeZip>): AsyncIterable<EntreeZip> {
  yield tete
  yield* suite
}
