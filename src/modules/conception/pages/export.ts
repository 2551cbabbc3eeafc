import { Readable } from 'node:stream'
import { stringify } from 'yaml'
import { zipper } from '../../../lib/zip.ts'
import { page } from '../../../kernel/module.ts'
import { modeleFinal } from '../../demarches/index.ts'
import { separerContenus } from '../contenus-zip.ts'
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
    const { contenu, fichiers } = separerContenus(projet.contenu)
    return { code: projet.code, fichiers, yaml: stringify(contenu, { lineWidth: 140 }), typ: modeleFinal(lireOuRien(projet) ?? {}, projet.modele) }
  },
  corps: ({ code, yaml, typ, fichiers }) => {
    const textes = [{ nom: 'demarche.yaml', texte: yaml }, ...(typ === '' ? [] : [{ nom: 'document.typ', texte: typ }])]
    const tous = [...textes.map(({ nom, texte }) => ({ nom, octets: Buffer.from(texte) })), ...fichiers]
    // Same content, same bytes: no date of today inside.
    const le = new Date('1980-01-02T00:00:00Z')
    return { type: 'application/zip', nom: `${code}.zip`, corps: Readable.from(zipper(tous.map(({ nom, octets }) => ({ nom: `${code}/${nom}`, octets, le, serrer: true })))) }
  },
})
