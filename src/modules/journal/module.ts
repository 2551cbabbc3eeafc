import { nombre } from '../../lib/francais.ts'
import { defineModule } from '../../kernel/module.ts'
import { listDerniers } from './checkpoints.ts'
import { journal as pageJournal } from './pages/journal.tsx'
import { checkpoint, tuile } from './pages/preuves.ts'

export const journal = defineModule({
  name: 'journal',
  titre: 'Journal public',
  needs: [],
  permissions: {},
  roles: {},
  pages: [pageJournal, checkpoint, tuile],
  actions: [],
  jobs: [],
  menu: [],
  refus: {},
  contributions: {
    chiffres: async (db) => (await listDerniers(db, 1)).filter((c) => c.taille > 0).map((c) => ({ valeur: nombre(c.taille, 0), libelle: 'gestes inscrits au journal public' })),
  },
})
