/** Starts the client: fonts, styles, the app. */
import '@fontsource/b612/latin-400.css'
import '@fontsource/b612/latin-700.css'
import '@fontsource/newsreader/500-italic.css'
import './style/tokens.css'
import './style/base.css'
import './style/console.css'
import { mount } from 'svelte'
import App from './App.svelte'

const target = document.getElementById('app')
if (target) mount(App, { target })
