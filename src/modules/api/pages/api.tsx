import { Fragment } from 'preact'
import { ouvert, page } from '../../../kernel/module.ts'
import { Gabarit, Recap, Tableau } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { listOperations } from '../operations.ts'
import type { Porte } from '../operations.ts'

/** The API as people read it: how to speak to it, then every door by module. Made from the OpenAPI document. */
export const api = page({
  path: '/api',
  may: ouvert,
  titre: 'API',
  load: async ({ maison }) => ({ groupes: listOperations(maison.api()), adresse: maison.reglages.adresse }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="API" description="Lire et écrire dans Iroko depuis un autre programme." ariane={[]}>
      <h1>Parler à Iroko depuis un programme</h1>
      <p class="chapeau">Chaque écran est aussi une porte pour les programmes. Même adresse, mêmes règles, mêmes phrases d’erreur.</p>
      <Regles adresse={d.adresse} />
      <p>
        <a href="/api/openapi.json">Description complète, OpenAPI 3.1 (JSON)</a>
      </p>
      {d.groupes.map((g) => (
        <section key={g.titre} class="pile suite" aria-labelledby={g.id}>
          <h2 id={g.id}>{g.titre}</h2>
          <Portes vue={vue} titre={g.titre} portes={g.portes} />
        </section>
      ))}
    </Gabarit>
  ),
})

function Regles({ adresse }: { adresse: string }) {
  return (
    <section class="pile suite" aria-labelledby="t-regles">
      <h2 id="t-regles">Cinq règles</h2>
      <Recap
        lignes={[
          { titre: 'Demander du JSON', valeur: <span class="code">Accept: application/json</span> },
          { titre: 'Se faire connaître', valeur: <span class="code">Authorization: Bearer …</span>, note: 'Un administrateur crée le jeton, avec ses permissions et ses territoires.' },
          { titre: 'Rejouer sans crainte', valeur: <span class="code">Idempotency-Key: …</span>, note: 'La même clé et le même corps donnent la même réponse, sans refaire l’acte.' },
          { titre: 'Lire une erreur', valeur: <span class="code">application/problem+json</span>, note: 'Une phrase en français dans « detail », une par champ dans « champs ».' },
          { titre: 'Ne pas aller trop vite', valeur: '1 500 demandes par minute et par adresse', note: 'Moins pour la connexion et la vérification. Au-delà, réponse 429.' },
        ]}
      />
      <pre class="code">{`curl -H 'Accept: application/json' '${adresse}/territoires?q=bohicon'`}</pre>
    </section>
  )
}

function Portes({ vue, titre, portes }: { vue: Vue; titre: string; portes: readonly Porte[] }) {
  return (
    <Tableau
      vue={vue}
      legende={`Portes : ${titre}`}
      lignes={portes}
      cle={(p) => p.operation.operationId}
      dense
      colonnes={[
        {
          titre: 'Porte',
          entete: true,
          cellule: (p) => (
            <span class="code petit">
              {p.methode} <Chemin chemin={p.chemin} />
            </span>
          ),
        },
        { titre: 'Ce qu’elle fait', cellule: (p) => p.operation.summary },
        { titre: 'Champs', cellule: (p) => <Champs noms={p.champs} /> },
        { titre: 'Pour qui', cellule: (p) => p.operation.description.replace(/^Pour : |\.$/g, '') },
      ]}
      vide={null}
    />
  )
}

/** A path that may be cut before a slash, and nowhere else. */
function Chemin({ chemin }: { chemin: string }) {
  const [tete = '', ...parties] = chemin.split('/')
  return (
    <>
      {tete}
      {parties.map((partie, i) => (
        <Fragment key={i}>
          {i > 0 ? <wbr /> : null}/{partie}
        </Fragment>
      ))}
    </>
  )
}

function Champs({ noms }: { noms: readonly string[] }) {
  if (noms.length === 0) return <span class="discret">aucun</span>
  return <span class="code petit">{noms.join(', ')}</span>
}
