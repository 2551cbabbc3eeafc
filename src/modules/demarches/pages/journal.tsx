import { z } from 'zod'
import { preuve } from '../../../kernel/journal/index.ts'
import { page, permission, titulaire, un } from '../../../kernel/module.ts'
import { Bouton, Gabarit, Recap, Vide } from '../../../ui/index.ts'
import { getDossier } from '../dossier.queries.ts'
import { parId, sujetDossier } from '../porte.ts'

/** What proves, to anybody and without trusting us, that the acts on a file are in the public journal. */
export const journal = page({
  path: '/dossiers/:id/journal',
  may: un(titulaire, permission('demarches.lire')),
  titre: 'Preuve dans le journal',
  params: parId,
  query: z.object({ format: z.literal('json').optional() }),
  sujet: sujetDossier,
  load: async ({ db, params, query, acteur }) => ({ dossier: await getDossier(db, params.id), preuve: await preuve(db, `dossier:${params.id}`), json: query.format === 'json', agent: acteur.genre === 'agent' }),
  consulte: (d) => `dossier:${d.dossier.id}`,
  corps: (d) => (d.json && d.preuve ? { type: 'application/json; charset=utf-8', nom: `journal-${d.dossier.numero}.json`, corps: JSON.stringify(d.preuve, null, 2) } : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Preuve dans le journal" genre={d.agent ? 'agent' : 'public'} ariane={[{ libelle: d.dossier.numero ?? 'Dossier', href: d.agent ? `/dossiers/${d.dossier.id}` : `/suivi/${d.dossier.id}` }]} etroit>
      <h1>Preuve dans le journal</h1>
      <p class="chapeau">Chaque acte entre dans un journal public que personne ne peut réécrire, nous compris. Il ne contient aucun nom : seulement des empreintes.</p>
      {d.preuve ? (
        <>
          <Recap lignes={d.preuve.entrees.map((entree) => ({ titre: `Ligne ${entree.rang}`, valeur: <span class="code petit">{entree.ligne.trim()}</span> }))} />
          <p>
            <Bouton href={`/dossiers/${d.dossier.id}/journal?format=json`} ico="telecharger" ton="second">
              Télécharger la preuve (JSON)
            </Bouton>
          </p>
          <p class="petit">
            Le fichier contient les lignes, leur sel et leur chemin jusqu’à la racine signée. <a href="/journal">Comment vérifier</a>
          </p>
        </>
      ) : (
        <Vide titre="Pas encore numéroté">Les actes de ce dossier entrent dans le journal en quelques secondes. Rechargez la page.</Vide>
      )}
    </Gabarit>
  ),
})
