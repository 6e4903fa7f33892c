// The platform's own web panel, for what only it can do.
export { openPanel } from '../ipc/api';
