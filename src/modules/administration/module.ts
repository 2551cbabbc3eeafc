import { defineModule } from '../../kernel/module.ts'
import { envoyer } from './jobs/envoyer.ts'

export const administration = defineModule({
  name: 'administration',
  titre: 'Administration',
  needs: [],
  permissions: {},
  roles: {},
  pages: [],
  actions: [],
  jobs: [envoyer],
  menu: [],
  refus: {},
})
