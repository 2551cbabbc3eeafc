import { dateHeure, nombre, pluriel } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { page, titulaire } from '../../../kernel/module.ts'
import type { PosteTenu } from '../../../kernel/identite/acteur.ts'
import { findRole, ROLES } from '../../../kernel/identite/role.ts'
import type { Lecture, Sujet } from '../../../kernel/module.ts'
import { Avance, Bande, Bouton, Etiquette, Gabarit, Panneau, ResumeErreurs, Selection, Tableau } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { parId } from '../porte.ts'
import { GESTES } from './executer.ts'
import { findLot, listLignes } from './lot.queries.ts'

/** Roles whose posts a circuit may call. */
const APPELABLES = new Set(ROLES.map((r) => r.nom).filter((nom) => nom !== 'auditeur' && nom !== 'administrateur'))

const direAvance = ({ total, restants, refuses }: { total: number; restants: number; refuses: number }): string => `${nombre(total - restants)} sur ${nombre(total)}${refuses > 0 ? `, dont ${pluriel(refuses, 'laissé', 'laissés')} de côté` : ''}.`

/** A batch is its author's alone. */
export async function sujetLot({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const lot = await findLot(db, params.id)
  return lot && { territoire: null, titulaires: [lot.par] }
}

/** One batch: how far it is, and what came of each file. */
export const lot = page({
  path: '/lots/:id',
  may: titulaire,
  titre: 'Plusieurs dossiers',
  gabarit: 'agent',
  params: parId,
  sujet: sujetLot,
  load: async ({ db, params }) => ({ l: (await findLot(db, params.id))!, lignes: await listLignes(db, params.id) }),
  view: ({ l, lignes }, vue) => (
    <Gabarit vue={vue} titre={GESTES[l.geste].mot} genre="agent" ariane={[{ libelle: 'Dossiers', href: '/dossiers' }]}>
      <ResumeErreurs vue={vue} />
      <Bande titre={GESTES[l.geste].mot}>
        <span class="discret">{pluriel(l.total, 'dossier')}, demandé le {dateHeure(l.demandeLe)}</span>
      </Bande>
      <Panneau titre={l.restants > 0 ? 'En cours' : 'Fini'} id="avance">
        {l.restants > 0 ? (
          <Avance fait={l.total - l.restants} total={l.total} libelle="Dossiers traités" lien={`/lots/${l.id}`} quoi="le travail">
            {direAvance(l)}
          </Avance>
        ) : (
          <p>{direAvance(l)}</p>
        )}
      </Panneau>
      <Tableau
        vue={vue}
        legende="Ce qui a été fait, dossier par dossier"
        lignes={lignes}
        cle={(g) => String(g.rang)}
        colonnes={[
          { titre: 'Dossier', entete: true, cellule: (g) => <a class="code" href={`/dossiers/${g.dossierId}`}>{g.numero}</a> },
          { titre: 'Résultat', cellule: (g) => (g.fait === null ? <Etiquette ton="cours">En attente</Etiquette> : g.fait ? <Etiquette ton="bon">Fait</Etiquette> : <Etiquette ton="non">Laissé de côté</Etiquette>) },
          { titre: 'Précision', cellule: (g) => g.phrase ?? '' },
        ]}
        vide={null}
      />
    </Gabarit>
  ),
})

/**
 * The gestures this agent may ask for on several files; none for who only reads (an auditor). A post may be called on a file without any
 * permission in its territory (a clerk who examines, a director): each file is judged by itself all the same.
 */
export function gestesLot(porteePour: Lecture['porteePour'], postes: readonly PosteTenu[]): { valeur: string; libelle: string }[] {
  const appelable = postes.some((p) => APPELABLES.has(p.role))
  const chef = postes.some((p) => findRole(p.role)?.signataire)
  const [instruit, confie, signe] = [appelable || !porteePour('demarches.instruire').vide, chef || !porteePour('demarches.confier').vide, !porteePour('demarches.signer').vide]
  const un = (valeur: string, libelle: string, peut: boolean | undefined) => (peut ? [{ valeur, libelle }] : [])
  return [
    ...un('charger', GESTES.charger.mot, instruit || signe),
    ...un('repartir-tour', 'Les répartir dans le bureau, à tour de rôle', confie),
    ...un('repartir-charge', 'Les répartir dans le bureau, au moins chargé', confie),
    ...un('relancer', GESTES.relancer.mot, instruit),
    ...un('proposer', GESTES.proposer.mot, instruit),
    ...un('viser', GESTES.viser.mot, instruit || signe),
  ]
}

/** Under the list whose boxes it goes with. */
export function TraiterChoisis({ vue, gestes }: { vue: Vue; gestes: readonly { valeur: string; libelle: string }[] }) {
  return (
    <div class="rang">
      <Selection vue={vue} nom="geste" libelle="Pour les dossiers cochés" options={gestes} vide="Choisir" />
      <Bouton ton="second">Faire</Bouton>
    </div>
  )
}
