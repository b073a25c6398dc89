export class ActionRegistry {}
