import { Readable } from 'node:stream'
import { stringify } from 'yaml'
import { zipper } from '../../../lib/zip.ts'
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
    const fichiers = [{ nom: 'demarche.yaml', texte: yaml }, ...(typ === '' ? [] : [{ nom: 'document.typ', texte: typ }])]
    // Same content, same bytes: no date of today inside.
    const le = new Date('1980-01-02T00:00:00Z')
    return { type: 'application/zip', nom: `${code}.zip`, corps: Readable.from(zipper(fichiers.map(({ nom, texte }) => ({ nom: `${code}/${nom}`, octets: Buffer.from(texte), le, serrer: true })))) }
  },
})
