import '@fontsource-variable/inter/wght.css';
import { mount } from 'svelte';
import App from './App.svelte';
import './shared/styles/base.css';
import { followSystem } from './shared/theme';

followSystem();
const target = document.getElementById('app');
if (target) mount(App, { target });
