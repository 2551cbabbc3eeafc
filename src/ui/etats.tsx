/** Words in a shape and a colour: tags, notices, summaries, empty states, tabs, figures. */
import type { ComponentChildren } from 'preact'
import { hrefSur } from '../lib/url.ts'
import { Ico, type NomIco } from './ico.tsx'
import { Marque } from './marque.tsx'

/** `cours`, `pause`, `tard`, `bon`, `info` are moving states (tinted); `fait` and `non` are final (solid); `doute` is « À confirmer ». */
export type Ton = 'neutre' | 'info' | 'cours' | 'pause' | 'tard' | 'bon' | 'fait' | 'non' | 'doute'

/** A status tag: a shape, a word, a colour; it reads in black and white. */
export function Etiquette({ ton = 'neutre', children }: { ton?: Ton; children: ComponentChildren }) {
  return <span class={ton === 'neutre' ? 'etiq' : `etiq etiq--${ton}`}>{children}</span>
}

/** A fact the ministry has not confirmed yet. */
export function AConfirmer({ children = 'À confirmer' }: { children?: ComponentChildren }) {
  return <Etiquette ton="doute">{children}</Etiquette>
}

const ICO_AVIS: Record<'info' | 'ok' | 'att' | 'non', NomIco> = { info: 'info', ok: 'coche', att: 'pause', non: 'alerte' }

/** A notice. `ok` done, `att` waits, `non` blocks. `role` only when it answers what the person has just done. */
export function Avis(props: { ton?: 'info' | 'ok' | 'att' | 'non'; titre?: ComponentChildren; niveau?: 2 | 3; role?: 'status' | 'alert'; children?: ComponentChildren }) {
  const ton = props.ton ?? 'info'
  const Titre = props.niveau === 2 ? 'h2' : 'h3'
  return (
    <div class={ton === 'info' ? 'avis' : `avis avis--${ton}`} role={props.role}>
      <Ico nom={ICO_AVIS[ton]} />
      {props.titre ? <Titre>{props.titre}</Titre> : null}
      {props.children}
    </div>
  )
}

export type LigneRecap = { titre: ComponentChildren; valeur: ComponentChildren; /** A tag, or a « Modifier » link, in the third column. */ fin?: ComponentChildren; /** Under the value, lighter. */ note?: ComponentChildren }

/** A summary: term and value, on one line where there is room. Empty values are said: « Non renseigné ». */
export function Recap({ lignes, serre, classe }: { lignes: readonly LigneRecap[]; serre?: boolean; classe?: string }) {
  const trois = lignes.some((l) => l.fin)
  return (
    <dl class={['recap', trois ? 'recap--3' : '', serre ? 'recap--serre' : '', classe ?? ''].filter(Boolean).join(' ')}>
      {lignes.map((l, i) => (
        <div key={i}>
          <dt>{l.titre}</dt>
          <dd>
            {l.valeur === undefined || l.valeur === null || l.valeur === '' ? <span class="discret normal">Non renseigné</span> : l.valeur}
            {l.note ? <small class="discret"> {l.note}</small> : null}
          </dd>
          {trois ? <dd class="fin-l">{l.fin}</dd> : null}
        </div>
      ))}
    </dl>
  )
}

/** An empty screen that says what to do, or when something will come. */
export function Vide({ titre, children, action }: { titre: string; children?: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="vide">
      <Marque />
      <h2>{titre}</h2>
      {children ? <p class="discret">{children}</p> : null}
      {action}
    </div>
  )
}

/** Tabs that are links: one page each, no script. */
export function Onglets({ libelle, onglets }: { libelle: string; onglets: readonly { libelle: string; href: string; actif: boolean; nombre?: number }[] }) {
  return (
    <nav aria-label={libelle}>
      <ul class="onglets">
        {onglets.map((o) => (
          <li key={o.href}>
            <a href={hrefSur(o.href)} aria-current={o.actif ? 'page' : undefined}>
              {o.libelle}
              {o.nombre === undefined ? null : ` (${o.nombre})`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export type Compte = { nombre: number | string; libelle: string; href: string; ton?: 'tard' | 'jour' | 'att'; details?: readonly string[] }

/** The figures of the day, each a link to its rows: late first. */
export function Comptes({ comptes }: { comptes: readonly Compte[] }) {
  return (
    <ul class="comptes">
      {comptes.map((c) => (
        <li key={c.href}>
          <a class={String(c.nombre) === '0' ? undefined : c.ton} href={hrefSur(c.href)}>
            <b>{c.nombre}</b>
            <strong>{c.libelle}</strong>
            {(c.details ?? []).map((d) => (
              <small key={d}>{d}</small>
            ))}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Figures of a public page, the word under the number. A number always comes with its `source` line. */
export function Nombres({ nombres, source }: { nombres: readonly { valeur: string; libelle: string }[]; source: ComponentChildren }) {
  return (
    <div class="pile">
      <dl class="nombres">
        {nombres.map((n) => (
          <div key={n.libelle}>
            <dt>{n.libelle}</dt>
            <dd>{n.valeur}</dd>
          </div>
        ))}
      </dl>
      <p class="petit discret">{source}</p>
    </div>
  )
}

/** « D’où vient ce chiffre ? »: a closed block that unrolls where it comes from. */
export function Lignee({ titre = 'D’où vient ce chiffre\u202f?', children }: { titre?: string; children: ComponentChildren }) {
  return (
    <details class="lignee">
      <summary>
        <Ico nom="lignee" />
        {titre}
      </summary>
      <div>{children}</div>
    </details>
  )
}

/** « Imprimer »: appears only where the script can print; elsewhere the browser's own menu does it. */
export function Imprimer({ children = 'Imprimer' }: { children?: ComponentChildren }) {
  return (
    <button class="btn btn--2" type="button" data-imprimer="" hidden>
      <Ico nom="imprimer" />
      <span>{children}</span>
    </button>
  )
}

/** A letter from the office: who, when, what. The text keeps its paragraphs. */
export function Courriel({ entete, pied, texte }: { entete: ComponentChildren; pied?: ComponentChildren; texte: string }) {
  return (
    <article class="lettre">
      <header>{entete}</header>
      <blockquote>
        {texte
          .split(/\n{2,}/)
          .filter((p) => p.trim() !== '')
          .map((p, i) => (
            <p key={i}>{p}</p>
          ))}
      </blockquote>
      {pied ? <footer>{pied}</footer> : null}
    </article>
  )
}

/** Content and what accompanies it: side by side on a desk; on a phone the aside comes second, or just after `tete`. `colle` keeps the aside in sight. */
export function Deux({ aside, libelle, large, colle, tete, children }: { aside: ComponentChildren; libelle: string; large?: boolean | 'trois'; colle?: boolean; tete?: ComponentChildren; children: ComponentChildren }) {
  const classe = large ? `deux deux--large${large === 'trois' ? ' deux--trois' : ''}` : 'deux'
  if (tete)
    return (
      <div class={`${classe} fiche`}>
        <div class="pile">{tete}</div>
        <aside class={colle ? 'pile colle' : 'pile'} aria-label={libelle}>
          {aside}
        </aside>
        <div class="pile">{children}</div>
      </div>
    )
  return (
    <div class={classe}>
      <div class="pile">{children}</div>
      <aside class={colle ? 'pile colle' : 'pile'} aria-label={libelle}>
        {aside}
      </aside>
    </div>
  )
}

/** A white panel with a title; `fort` for what decides, `att` for what waits on the reader. */
export function Panneau({ titre, id, ton, fin, niveau = 2, children }: { titre: ComponentChildren; id: string; ton?: 'fort' | 'att'; fin?: ComponentChildren; niveau?: 2 | 3; children: ComponentChildren }) {
  const Titre = niveau === 3 ? 'h3' : 'h2'
  const tete = <Titre id={id}>{titre}</Titre>
  return (
    <section class={ton ? `panneau panneau--${ton} pile` : 'panneau pile'} aria-labelledby={id}>
      {fin ? (
        <div class="rang">
          {tete}
          <span class="pousse">{fin}</span>
        </div>
      ) : (
        tete
      )}
      {children}
    </section>
  )
}

/** The name of the page with what tells it apart: tags and number under it, links at the right end. */
export function Bande({ titre, children, actions, niveau = 1 }: { titre: ComponentChildren; children?: ComponentChildren; actions?: ComponentChildren; niveau?: 1 | 2 | 3 }) {
  const Titre = `h${niveau}` as const
  return (
    <div class="bande">
      <div>
        <Titre class="h1">{titre}</Titre>
        {children ? <p class="rang">{children}</p> : null}
      </div>
      {actions ? <div class="rang">{actions}</div> : null}
    </div>
  )
}

/**
 * Long work, as far as it is. With the script it follows itself, and the page is read again when it is over; without, a link does.
 * `quoi` is what goes on when one leaves: « l’export ».
 */
export function Avance({ fait, total, libelle, lien, quoi, children }: { fait: number; total: number; libelle: string; lien: string; quoi: string; children: ComponentChildren }) {
  return (
    <div data-progres="">
      <progress max={Math.max(1, total)} value={fait} aria-label={libelle} />
      <p>
        {children} <a href={hrefSur(lien)}>Actualiser</a>. Vous pouvez quitter cette page : {quoi} continue.
      </p>
    </div>
  )
}
