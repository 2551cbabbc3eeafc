/** French spacing of everything that is shown, in one place: sources and data may hold plain spaces. */
import { Fragment, options } from 'preact'
import type { ComponentChildren, VNode } from 'preact'
import { ponctuer } from '../lib/francais.ts'

/** What must stay as it is: typed text, commands, and options whose text is their value. */
const TEL_QUEL: ReadonlySet<string> = new Set(['textarea', 'pre', 'code', 'script', 'style', 'option'])
const A_VOIR = /[ \u00a0][:;?!%»]|«/

function espacer(enfant: ComponentChildren): ComponentChildren {
  if (typeof enfant === 'string') return A_VOIR.test(enfant) ? ponctuer(enfant) : enfant
  return Array.isArray(enfant) ? enfant.map(espacer) : enfant
}

/**
 * From now on, text inside HTML elements, straight or through fragments and lists, gets its no-break spaces before « : ; ? ! % » and inside quotes, so that no
 * line begins with a sign. Attributes (values, addresses) are left alone. Call once, where pages are rendered.
 */
export function installerTypographie(): void {
  const avant = options.vnode
  options.vnode = (noeud: VNode) => {
    const props = noeud.props as { children?: ComponentChildren }
    const deTexte = typeof noeud.type === 'string' ? !TEL_QUEL.has(noeud.type) : noeud.type === Fragment
    if (deTexte && props.children !== undefined) props.children = espacer(props.children)
    avant?.(noeud)
  }
}
