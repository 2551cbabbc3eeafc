import { defineModule } from '../../kernel/module.ts'
import { api as pageApi } from './pages/api.tsx'
import { document } from './pages/document.ts'

export const api = defineModule({
  name: 'api',
  titre: 'API',
  needs: [],
  permissions: {},
  roles: {},
  pages: [pageApi, document],
  actions: [],
  jobs: [],
  menu: [],
  refus: {},
})
