import { strToU8, zipSync } from 'fflate'
import { stringify } from 'yaml'
import { page } from '../../../kernel/module.ts'
import { modeleFinal } from '../../demarches/index.ts'
import { mayConcevoir, parId } from '../porte.ts'
import { getProjet } from '../queries.ts'
import { lireOuRien } from './document.tsx'

/** The project as a folder of content/demarches/: what another installation imports. */
export const exporter = page({
  path: '/conception/:id/demarche.zip',
  may: mayConcevoir,
  titre: 'Exporter une démarche',
  params: parId,
  load: async ({ db, params }) => {
    const projet = await getProjet(db, params.id)
    return { code: projet.code, yaml: stringify(projet.contenu, { lineWidth: 140 }), typ: modeleFinal(lireOuRien(projet) ?? {}, projet.modele) }
  },
  corps: ({ code, yaml, typ }) => {
    const dossier = { [`${code}/demarche.yaml`]: strToU8(yaml), ...(typ === '' ? {} : { [`${code}/document.typ`]: strToU8(typ) }) }
    // Same content, same bytes: no date of today inside.
    return { type: 'application/zip', nom: `${code}.zip`, corps: zipSync(dossier, { mtime: new Date('1980-01-02T00:00:00Z') }) }
  },
})
