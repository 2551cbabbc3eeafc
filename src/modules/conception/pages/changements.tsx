import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateSimple } from '../../../lib/francais.ts'
import { page } from '../../../kernel/module.ts'
import { Bande, Etiquette, Gabarit, Panneau } from '../../../ui/index.ts'
import { findEnVigueur, getDemarche, listVersions } from '../../demarches/index.ts'
import { comparer, comparerTextes } from '../diff.ts'
import type { Changement, LignesChangees } from '../diff.ts'
import { mayConcevoir } from '../porte.ts'
import { parCode } from './versions.tsx'

const GRAVITES = { mots: { mot: 'Mots', ton: 'neutre' }, regle: { mot: 'Règle', ton: 'info' }, retrait: { mot: 'Retrait', ton: 'non' } } as const

/** What differs between two versions, by part; `modele`: the lines of the document's template. Nothing when nothing differs. */
export function Changements({ changements, modele, titre }: { changements: readonly Changement[]; modele: LignesChangees | undefined; titre: string }) {
  if (changements.length === 0 && !modele) return null
  return (
    <Panneau titre={titre} id="changements">
      {[...Map.groupBy(changements, (c) => c.partie)].map(([partie, siens]) => (
        <section key={partie}>
          <h3>{partie}</h3>
          <ul class="simple">
            {siens.map((c) => (
              <li key={c.phrase}>
                <Etiquette ton={GRAVITES[c.gravite].ton}>{GRAVITES[c.gravite].mot}</Etiquette> {c.phrase}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {modele ? (
        <section>
          <h3>Modèle du document</h3>
          <p>
            <Etiquette ton="info">Règle</Etiquette> Le modèle a changé, à partir de la ligne {modele.ligne}.
          </p>
          <details>
            <summary>Voir les lignes</summary>
            <p class="petit">Avant :</p>
            <pre class="code">{modele.avant.join('\n') || '(rien)'}</pre>
            <p class="petit">Après :</p>
            <pre class="code">{modele.apres.join('\n') || '(rien)'}</pre>
          </details>
        </section>
      ) : null}
    </Panneau>
  )
}

/** What a published version changed from the one before. */
export const changements = page({
  path: '/conception/demarches/:code/versions/:version',
  may: mayConcevoir,
  titre: 'Ce qu’une version a changé',
  gabarit: 'agent',
  params: parCode.extend({ version: z.coerce.number().int().min(2).max(100_000) }),
  load: async ({ db, params }) => {
    const vigueur = await findEnVigueur(db, params.code)
    const versions = await listVersions(db, params.code)
    const ici = versions.find((v) => v.version === params.version)
    if (!vigueur || !ici) throw new Introuvable('Cette version n’existe pas')
    const [avant, apres] = await Promise.all([getDemarche(db, params.code, params.version - 1), getDemarche(db, params.code, params.version)])
    return { titre: vigueur.titre, code: params.code, ici, derniere: versions[0]!.version, changements: comparer(avant, apres), modele: comparerTextes(avant.modele, apres.modele) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Version ${d.ici.version}, ${d.titre}`} genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }, { libelle: d.titre, href: `/conception/demarches/${d.code}` }]}>
      <Bande titre={`Version ${d.ici.version}`}>
        <span class="discret">publiée le {dateSimple(d.ici.publieeLe)}</span>
      </Bande>
      {d.changements.length === 0 && !d.modele ? <p>Rien ne la distingue de la version {d.ici.version - 1}.</p> : <Changements changements={d.changements} modele={d.modele} titre={`Ce qui a changé depuis la version ${d.ici.version - 1}`} />}
      <p class="rang">
        {d.ici.version > 2 ? <a href={`/conception/demarches/${d.code}/versions/${d.ici.version - 1}`}>La version d’avant</a> : null}
        {d.ici.version < d.derniere ? <a href={`/conception/demarches/${d.code}/versions/${d.ici.version + 1}`}>La version d’après</a> : null}
      </p>
    </Gabarit>
  ),
})
