import { MODULES } from '../src/modules/index.ts'
for (const m of MODULES) { console.log('#', m.name, m.titre); for (const [k, v] of Object.entries(m.permissions)) console.log('P', k, '|', v); for (const a of m.actions) console.log('A', a.nom, '|', a.titre) ; console.log('R', Object.keys(m.roles).join(' '))}
