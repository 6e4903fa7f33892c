// The name of a view is being asked for.
let asked = $state(false);

export const naming = {
  get asked() {
    return asked;
  },
  ask() {
    asked = true;
  },
  done() {
    asked = false;
  },
};
