import { ouvert, page } from '../../../kernel/module.ts'
import { Gabarit } from '../../../ui/index.ts'

const RUBRIQUES = [
  { titre: 'Vos démarches', liens: [['Toutes les démarches', '/demarches'], ['Suivre un dossier', '/suivre'], ['Rendez-vous', '/rendez-vous'], ['Mon compte', '/compte']] },
  { titre: 'Les documents', liens: [['Vérifier un document', '/verifier'], ['La page du QR', '/v/'], ['Le journal public', '/journal']] },
  { titre: 'Les territoires', liens: [['Départements, communes, arrondissements', '/territoires']] },
  { titre: 'La plateforme', liens: [['Aide', '/aide'], ['API', '/api'], ['Guide d’interface', '/ui'], ['Espace des agents', '/connexion/agent']] },
  { titre: 'Vos droits', liens: [['Données personnelles', '/compte/donnees'], ['Accessibilité', '/accessibilite'], ['Mentions légales', '/mentions']] },
] as const

/** Every public page on one. */
export const plan = page({
  path: '/plan',
  may: ouvert,
  titre: 'Plan du site',
  load: async ({ db, maison }) => ({ services: (await Promise.all(maison.contributions.map((c) => c.services?.(db, undefined) ?? []))).flat() }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Plan du site" ariane={[]} etroit>
      <h1>Plan du site</h1>
      {RUBRIQUES.map((r) => (
        <section key={r.titre} class="pile suite">
          <h2>{r.titre}</h2>
          <ul class="simple">
            {r.liens.map(([libelle, href]) => (
              <li key={href}>
                <a href={href}>{libelle}</a>
              </li>
            ))}
            {r.titre === 'Vos démarches'
              ? d.services.map((s) => (
                  <li key={s.href}>
                    <a href={s.href}>{s.titre}</a>
                  </li>
                ))
              : null}
          </ul>
        </section>
      ))}
    </Gabarit>
  ),
})
