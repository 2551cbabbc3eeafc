import { z } from 'zod'
import { uuidv7 } from '../../../lib/uuid.ts'
import { calendrierCourant } from '../../../kernel/calendrier/index.ts'
import { ouvert, page, permission } from '../../../kernel/module.ts'
import { findEdition, listRangees } from '../../../kernel/territoire/index.ts'
import { Avis, Gabarit } from '../../../ui/index.ts'
import { listEnVigueur } from '../definition.queries.ts'
import { codeSuivi } from '../suivi.ts'
import type { Trousse } from './forme.ts'

/** Codes that a counter may keep in reserve; more than a day's work. */
const RESERVES_AU_PLUS = 200

/**
 * The counter that works without network: a shell without any data, the same for everybody, so that a browser may keep it.
 * Asked anew by whoever is signed in, it also says who that is and gives the token that a sending needs.
 */
export const guichetHorsLigne = page({
  path: '/guichet/hors-ligne',
  may: ouvert,
  titre: 'Guichet hors ligne',
  load: async ({ acteur }) => ({ agent: acteur.genre === 'agent' ? acteur.id : undefined }),
  view: ({ agent }, vue) => (
    <Gabarit vue={vue} titre="Guichet hors ligne" genre="nu" feuilles={['agent.css']} scripts={['hors-ligne.js']} etroit>
      <div id="guichet" class="agent pile" data-travailleur="/guichet/sw.js" data-agent={agent} data-jeton={agent ? vue.jeton : undefined} aria-busy="true">
        <h1>Guichet hors ligne</h1>
        <Avis ton="att" titre="Cette page demande JavaScript" niveau={2}>
          <p>
            Elle garde les demandes sur cet appareil, chiffrées, quand le réseau se coupe. Si rien ne s’affiche, mettez le navigateur à jour, ou passez par <a href="/guichet">le guichet en ligne</a>.
          </p>
        </Avis>
      </div>
    </Gabarit>
  ),
})

/** What a counter takes away: forms in force, territory, calendar, and tracking codes in reserve. */
export const trousse = page({
  path: '/guichet/hors-ligne/trousse',
  may: permission('demarches.guichet'),
  titre: 'Trousse du guichet hors ligne',
  query: z.object({ edition: z.coerce.number().int().optional(), reserves: z.coerce.number().int().min(0).max(RESERVES_AU_PLUS).default(0) }),
  load: async ({ db, acteur, query, maison, maintenant }): Promise<Trousse> => {
    const edition = await findEdition(db)
    const rangees = query.edition === edition ? null : await listRangees(db)
    const cle = maison.cle('suivi')
    const postes = acteur.genre === 'agent' ? acteur.postes : []
    return {
      prise: maintenant.toISOString(),
      hote: new URL(maison.reglages.adresse).host,
      agent: acteur.genre === 'agent' ? { id: acteur.id, nom: acteur.nom } : { id: '', nom: '' },
      postes: postes.map((p) => ({ id: p.posteId, libelle: `${p.roleTitre}, ${p.bureau}`, bureau: p.bureau })),
      demarches: (await listEnVigueur(db, 'public')).map(({ code, version, titre, fiche, circuit, formulaire }) => ({ code, version, titre, resume: fiche.resume, demandeur: circuit.demandeur, formulaire })),
      calendrier: calendrierCourant(),
      edition: rangees?.edition ?? edition,
      rangees,
      reserves: Array.from({ length: query.reserves }, () => uuidv7(maintenant.getTime())).map((id) => ({ id, code: codeSuivi(cle, { id, serie: 0 }) })),
    }
  },
  corps: (d) => ({ type: 'application/json; charset=utf-8', corps: JSON.stringify(d), entetes: { 'cache-control': 'private, no-store' } }),
})
