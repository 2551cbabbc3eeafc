/** The living page of the design system: every component in every state, drawn by the very code that screens use. */
import type { ComponentChildren } from 'preact'
import { Fondations } from './guide/fondations.tsx'
import { Champs } from './guide/champs.tsx'
import { Suites } from './guide/suites.tsx'
import { Etats } from './guide/etats.tsx'
import { Dessins } from './guide/dessins.tsx'
import type { Vue } from './vue.ts'

export type SectionGuide = { id: string; titre: string; contenu: (vue: Vue) => ComponentChildren }

const PARTIES: { titre: string; sections: SectionGuide[] }[] = [
  { titre: 'Fondations', sections: Fondations },
  { titre: 'Formulaires', sections: Champs },
  { titre: 'États et textes', sections: Etats },
  { titre: 'Listes et chemins', sections: Suites },
  { titre: 'Dessins', sections: Dessins },
]

/** Content of `/ui`: the lead puts it in a `Gabarit` of kind `public` with `feuilles={['agent.css']}`. */
export function Guide({ vue }: { vue: Vue }) {
  return (
    <div class="pile-l">
      <div class="pile">
        <p class="sur">Guide d’interface</p>
        <h1>Quatre couleurs, quatre sens</h1>
        <p class="chapeau">
          Le vert dit l’institution et ce qui est fait. L’indigo dit ce qui se clique. L’ocre dit ce qui attend. La latérite dit ce qui bloque. Tout le reste est encre et papier.
        </p>
        <nav class="sommaire" aria-label="Sommaire du guide">
          {PARTIES.map((p) => (
            <div key={p.titre}>
              <p class="sur">{p.titre}</p>
              <ul class="simple petit">
                {p.sections.map((s) => (
                  <li key={s.id}>
                    <a href={`#${s.id}`}>{s.titre}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
      {PARTIES.flatMap((p) => p.sections).map((s) => (
        <section class="guide" key={s.id} aria-labelledby={s.id}>
          <h2 id={s.id}>{s.titre}</h2>
          <div class="pile">{s.contenu(vue)}</div>
        </section>
      ))}
    </div>
  )
}
