import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ouvert, page } from '../../../kernel/module.ts'

const JOUR = { 'cache-control': 'public, max-age=86400' }
const marque = readFileSync(join(import.meta.dirname, '../../../ui/marque.svg'), 'utf8')

/** What search engines may read: the public pages, nothing personal. */
export const robots = page({
  path: '/robots.txt',
  may: ouvert,
  titre: 'Consignes aux robots',
  load: async () => ({}),
  corps: () => ({
    type: 'text/plain; charset=utf-8',
    corps: ['User-agent: *', 'Disallow: /compte', 'Disallow: /connexion', 'Disallow: /suivre', 'Disallow: /v/', 'Disallow: /verifier?', 'Disallow: /journal/tile/', ''].join('\n'),
    entetes: JOUR,
  }),
})

/** Browsers ask for it by this name, whatever the page says. */
export const favicon = page({
  path: '/favicon.ico',
  may: ouvert,
  titre: 'Icône',
  load: async () => ({}),
  corps: () => ({ type: 'image/svg+xml', corps: marque, entetes: JOUR }),
})
