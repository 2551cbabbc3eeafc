/** The seats under the tree: steps of a form, and the story of a file. */
import type { ComponentChildren } from 'preact'
import { dateHeure, majuscule } from '../lib/francais.ts'

export type Etape = { libelle: string; href?: string }

/** Steps of a form as seats on a line; `ici` counts from 0. Steps already done may be links. */
export function Etapes({ etapes, ici, libelle = 'Étapes de la demande' }: { etapes: readonly Etape[]; ici: number; libelle?: string }) {
  return (
    <ol class="sieges formulaire" aria-label={libelle}>
      {etapes.map((e, i) => (
        <li key={i} class={i < ici ? 'fait' : undefined} aria-current={i === ici ? 'step' : undefined}>
          <span>
            {e.href && i < ici ? <a href={e.href}>{e.libelle}</a> : e.libelle}
            {i < ici ? <span class="sr"> (terminée)</span> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}

export type Moment = {
  titre: ComponentChildren
  /** `ici`: the office works; `pause`: the citizen must act; `non`: ended without agreement. */
  etat?: 'fait' | 'ici' | 'pause' | 'futur' | 'non'
  le?: Date
  /** After the date: who did it. */
  par?: string
  /** Words instead of a date, for what is to come. */
  quand?: string
  children?: ComponentChildren
}

const CLASSES: Record<NonNullable<Moment['etat']>, string | undefined> = { fait: undefined, ici: 'ici', pause: 'ici ici--pause', futur: 'futur', non: 'non' }

/** A timeline. Oldest first for a citizen (`ordre` ancien), newest first for an agent; `dense` for side panels. */
export function Fil({ moments, dense, ordre = 'ancien', niveau = 3 }: { moments: readonly Moment[]; dense?: boolean; ordre?: 'ancien' | 'recent'; niveau?: 3 | 4 }) {
  const Titre = niveau === 4 ? 'h4' : 'h3'
  return (
    <ol class={dense ? 'fil fil--dense' : 'fil'}>
      {moments.map((m, i) => {
        const classe = CLASSES[m.etat ?? 'fait']
        return (
          <li key={i} class={ordre === 'recent' && classe?.startsWith('ici') ? `${classe} passe` : classe}>
            <Titre>{m.titre}</Titre>
            {m.le ? (
              <time dateTime={m.le.toISOString()}>
                {majuscule(dateHeure(m.le))}
                {m.par ? `, ${m.par}` : ''}
              </time>
            ) : null}
            {m.quand ? <p class="petit">{m.quand}</p> : null}
            {m.children}
          </li>
        )
      })}
    </ol>
  )
}

/** Numbered steps of a procedure, told before it starts. */
export function Marche({ etapes }: { etapes: readonly { titre: string; children?: ComponentChildren }[] }) {
  return (
    <ol class="etapes texte">
      {etapes.map((e) => (
        <li key={e.titre}>
          <h3>{e.titre}</h3>
          {e.children ? <div>{e.children}</div> : null}
        </li>
      ))}
    </ol>
  )
}
