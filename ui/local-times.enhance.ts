import { enhance } from './live'
import { showLocalTimes } from './local-times'

enhance(showLocalTimes)
